package io.moduli.core.plugin.context;

import io.moduli.api.geometry.Inhibitor;

/** A bundle's inhibitor. */
record InhibitorInContext(Inhibitor inhibitor, PluginContext context) implements Inhibitor {

    @Override
    public double value(double distance) {
        ClassLoader before = context.enter();
        try {
            return inhibitor.value(distance);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public double derivative(double distance) {
        ClassLoader before = context.enter();
        try {
            return inhibitor.derivative(distance);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public boolean inverted() {
        return context.call(inhibitor::inverted);
    }

    @Override
    public String toString() {
        return inhibitor.toString();
    }
}
