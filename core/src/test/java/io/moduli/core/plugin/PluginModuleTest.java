package io.moduli.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.task.Task;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginModuleTest {

    record Settings() {
    }

    /** A factory as careless plugins write it; no part of it but the interface's methods is to be called. */
    private record Unhashable(String name) implements ComponentFactory<Settings, Inhibitor> {

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Inhibitor create(Settings settings, ComponentContext context) {
            throw new AssertionError("no component is asked for");
        }

        @Override
        public boolean equals(Object other) {
            throw new AssertionError("compared");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashed");
        }

        @Override
        public String toString() {
            throw new AssertionError("printed");
        }
    }

    private record Inhibitors(String id, List<ComponentFactory<?, ? extends Inhibitor>> inhibitors) implements Plugin {
    }

    static final class Consumer {

        @Inject
        PluginRegistry registry;
        @Inject
        Map<String, InstalledComponent<Inhibitor>> inhibitors;
        @Inject
        Map<String, InstalledComponent<Task>> tasks;
    }

    private static PluginRegistry registry(Plugin... plugins) {
        return PluginRegistry.of(List.of(plugins));
    }

    private static Consumer consumer(PluginRegistry registry) {
        Injector injector = registry.injector(new AbstractModule() {
            @Override
            protected void configure() {
                bind(Consumer.class);
            }
        });
        return injector.getInstance(Consumer.class);
    }

    private static ComponentFactory<Settings, Inhibitor> factory(String name) {
        return ComponentFactory.of(name, Settings.class, _ -> null);
    }

    @Test
    void anInjectorsObjectsGetAMapOfComponentsForEveryExtensionPointEvenAnEmptyOne() {
        ComponentFactory<Settings, Inhibitor> flat = factory("flat");
        PluginRegistry registry = registry(new Inhibitors("test", List.of(flat)));

        Consumer consumer = consumer(registry);

        assertThat(consumer.registry).isSameAs(registry);
        assertThat(consumer.inhibitors).containsOnlyKeys("flat");
        assertThat(consumer.inhibitors.get("flat").factory()).isSameAs(flat);
        assertThat(consumer.tasks).isEmpty();
    }

    @Test
    void theRegistryFindsTheVeryComponentsThatAreInjected() {
        PluginRegistry registry = registry(new Inhibitors("test", List.of(factory("flat"), factory("steep"))));

        Consumer consumer = consumer(registry);

        assertThat(consumer.inhibitors.keySet()).containsExactly("flat", "steep");
        assertThat(registry.components(ExtensionPoint.INHIBITOR)).first()
                .isSameAs(consumer.inhibitors.get("flat"));
        assertThat(registry.find(ExtensionPoint.INHIBITOR, "steep").orElseThrow())
                .isSameAs(consumer.inhibitors.get("steep"));
    }

    @Test
    void aNameWithTwoClaimantsIsNotBound() {
        PluginRegistry registry = registry(new Inhibitors("a", List.of(factory("flat"))),
                new Inhibitors("b", List.of(factory("flat"), factory("steep"))));

        assertThat(consumer(registry).inhibitors).containsOnlyKeys("steep");
    }

    @Test
    void asksAFactoryNothingThatIsNotOfItsInterface() {
        PluginRegistry registry = registry(new Inhibitors("careless", List.of(new Unhashable("flat"))),
                new Inhibitors("sound", List.of(factory("steep"))));

        assertThat(registry.problems()).isEmpty();
        assertThat(consumer(registry).inhibitors).containsOnlyKeys("flat", "steep");
    }

    @Test
    void injectsNothingThatNoModuleBinds() {
        Injector injector = registry().injector();

        assertThatThrownBy(() -> injector.getInstance(Consumer.class)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Explicit bindings are required");
    }
}
