package __package__;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.pruning.Pruner;
import java.util.List;
import java.util.function.Function;

/** Offers the pruner under the name {@code __name__}. It is named in {@code META-INF/services/io.moduli.api.Plugin}. */
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
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(ComponentFactory.of("__name__", __Name__Pruner.class, Function.<__Name__Pruner>identity()));
    }
}
