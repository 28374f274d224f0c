package io.moduli.core.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.util.Map;

/**
 * Binds what plugins offer: for each extension point a map from names to components, such as {@code
 * Map<String, InstalledComponent<ModuliSpace>>}, and the {@link PluginRegistry} that looks components up in these maps.
 */
final class PluginModule extends AbstractModule {

    private final PluginRegistration registration;

    PluginModule(PluginRegistration registration) {
        this.registration = registration;
    }

    /** The binding key for the components of a kind. */
    @SuppressWarnings("unchecked")
    static <T> Key<Map<String, InstalledComponent<T>>> components(ExtensionPoint<T> extensionPoint) {
        return (Key<Map<String, InstalledComponent<T>>>) Key
                .get(Types.mapOf(String.class, componentType(extensionPoint).getType()));
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        registration.claims().forEach(this::bindComponents);
        bind(RegistrationReport.class).toInstance(registration.report());
        bind(PluginRegistry.class);
    }

    private <T> void bindComponents(Claims<T> claims) {
        MapBinder<String, InstalledComponent<T>> components = MapBinder.newMapBinder(binder(),
                TypeLiteral.get(String.class), componentType(claims.extensionPoint()));
        for (InstalledComponent<T> component : claims.granted()) {
            // Guice would compute an instance's hash code, and thereby the factory's, which is code of the plugin.
            Provider<InstalledComponent<T>> itself = () -> component;
            components.addBinding(component.name()).toProvider(itself);
        }
    }

    /** Built at run time, because T is erased. */
    @SuppressWarnings("unchecked")
    private static <T> TypeLiteral<InstalledComponent<T>> componentType(ExtensionPoint<T> extensionPoint) {
        return (TypeLiteral<InstalledComponent<T>>) TypeLiteral
                .get(Types.newParameterizedType(InstalledComponent.class, extensionPoint.type()));
    }
}
