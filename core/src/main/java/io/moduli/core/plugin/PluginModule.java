package io.moduli.core.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import io.moduli.api.ComponentFactory;

/**
 * Makes a registry's contents injectable: the {@link PluginRegistry} itself, and for each extension point a map from
 * names to factories, such as {@code Map<String, ComponentFactory<?, ? extends ModuliSpace>>}.
 */
public final class PluginModule extends AbstractModule {

    private final PluginRegistry registry;

    /** A module over what is installed. */
    public PluginModule(PluginRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void configure() {
        bind(PluginRegistry.class).toInstance(registry);
        ExtensionPoint.all().forEach(this::bindFactories);
    }

    private <T> void bindFactories(ExtensionPoint<T> point) {
        MapBinder<String, ComponentFactory<?, ? extends T>> factories = MapBinder.newMapBinder(binder(),
                TypeLiteral.get(String.class), factoryType(point));
        for (InstalledComponent<T> component : registry.components(point)) {
            factories.addBinding(component.name()).toInstance(component.factory());
        }
    }

    /** {@code ComponentFactory<?, ? extends T>}, put together at run time because T is erased. */
    @SuppressWarnings("unchecked")
    private static <T> TypeLiteral<ComponentFactory<?, ? extends T>> factoryType(ExtensionPoint<T> point) {
        return (TypeLiteral<ComponentFactory<?, ? extends T>>) TypeLiteral.get(Types.newParameterizedType(
                ComponentFactory.class, Types.subtypeOf(Object.class), Types.subtypeOf(point.type())));
    }
}
