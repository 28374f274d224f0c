package io.moduli.core.plugin.context;

import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Task;
import java.io.IOException;
import java.util.List;

/** A bundle's task. */
record TaskInContext(Task task, PluginContext context) implements Task {

    @Override
    public List<String> check() {
        return context.call(task::check);
    }

    @Override
    public OpenTask open() throws IOException {
        ClassLoader before = context.enter();
        try {
            return new OpenTaskInContext(task.open(), context);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public OpenTask open(FittedState fitted) throws IOException {
        ClassLoader before = context.enter();
        try {
            return new OpenTaskInContext(task.open(fitted), context);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
