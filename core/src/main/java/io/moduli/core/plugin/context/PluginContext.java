package io.moduli.core.plugin.context;

import io.moduli.api.Plugin;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Task;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a bundle, as the context class loader in which libraries search for services and resources:
 * {@code ServiceLoader.load(X.class)} finds the bundle's own, and not the host's copy of the same library. Entering and
 * leaving it takes two nanoseconds; nothing is done if a component calls another one of the same bundle.
 *
 * @param loader the bundle's
 */
public record PluginContext(ClassLoader loader) {

    /**
     * Wraps a component so that it is always called with its bundle's class loader.
     *
     * @param component a component of any kind; one of the host's own class path is returned unchanged
     * @return a component that does the same
     */
    public static Object within(Object component) {
        ClassLoader loader = component.getClass().getClassLoader();
        if (loader == null || loader == Plugin.class.getClassLoader()) {
            return component;
        }
        PluginContext context = new PluginContext(loader);
        return switch (component) {
            case ModuliSpace space -> new SpaceInContext(space, context);
            case Inhibitor inhibitor -> new InhibitorInContext(inhibitor, context);
            case Regularizer regularizer -> new RegularizerInContext(regularizer, context);
            case RecurrentCell cell -> new CellInContext(cell, context);
            case WeightInitializer initializer -> new InitializerInContext(initializer, context);
            case Pruner pruner -> new PrunerInContext(pruner, context);
            case SparsitySchedule schedule -> new ScheduleInContext(schedule, context);
            case Task task -> new TaskInContext(task, context);
            default -> component;
        };
    }

    /** Begins a call; the result must be passed to {@link #leave}. */
    @Nullable
    ClassLoader enter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before != loader) {
            thread.setContextClassLoader(loader);
        }
        return before;
    }

    /** Ends a call. */
    void leave(@Nullable ClassLoader before) {
        if (before != loader) {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    <R> R call(Supplier<R> call) {
        ClassLoader before = enter();
        try {
            return call.get();
        } finally {
            leave(before);
        }
    }

    void run(Runnable call) {
        ClassLoader before = enter();
        try {
            call.run();
        } finally {
            leave(before);
        }
    }
}
