package io.moduli.core.plugin.context;

import io.moduli.api.pruning.SparsitySchedule;

/** A bundle's course of sparsity. */
record ScheduleInContext(SparsitySchedule schedule, PluginContext context) implements SparsitySchedule {

    @Override
    public double sparsity(double epochs) {
        return context.call(() -> schedule.sparsity(epochs));
    }

    @Override
    public double target() {
        return context.call(schedule::target);
    }

    @Override
    public String toString() {
        return schedule.toString();
    }
}
