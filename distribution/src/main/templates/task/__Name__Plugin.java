package __package__;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.task.Task;
import java.util.List;

/** Offers the task under the name {@code __name__}. It is named in {@code META-INF/services/io.moduli.api.Plugin}. */
public final class __Name__Plugin implements Plugin {

    @Override
    public String id() {
        return "__name__";
    }

    @Override
    public String description() {
        return "__description__";
    }

    @Override
    public List<ComponentFactory<?, ? extends Task>> tasks() {
        return List.of(ComponentFactory.of("__name__", __Name__Task.Settings.class, __Name__Task::new));
    }
}
