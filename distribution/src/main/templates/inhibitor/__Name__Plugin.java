package __package__;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.Inhibitor;
import java.util.List;
import java.util.function.Function;

/** Offers the inhibitor under the name {@code __name__}. It is named in {@code META-INF/services/io.moduli.api.Plugin}. */
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
    public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
        // The inhibitor is a record, so it is its own settings: what a pipeline writes become its components.
        return List.of(ComponentFactory.of("__name__", __Name__Inhibitor.class, Function.<__Name__Inhibitor>identity()));
    }
}
