package io.moduli.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Inject;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.task.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginModuleTest {

    record Settings() {
    }

    static final class Consumer {

        @Inject
        PluginRegistry registry;
        @Inject
        Map<String, ComponentFactory<?, ? extends Inhibitor>> inhibitors;
        @Inject
        Map<String, ComponentFactory<?, ? extends Task>> tasks;
    }

    @Test
    void bindsAMapOfFactoriesForEveryExtensionPointEvenAnEmptyOne() {
        ComponentFactory<Settings, Inhibitor> flat = ComponentFactory.of("flat", Settings.class, _ -> null);
        PluginRegistry registry = PluginRegistry.of(List.of(new Plugin() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
                return List.of(flat);
            }
        }));

        Consumer consumer = Guice.createInjector(new PluginModule(registry)).getInstance(Consumer.class);

        assertThat(consumer.registry).isSameAs(registry);
        assertThat(consumer.inhibitors).isEqualTo(Map.of("flat", flat));
        assertThat(consumer.tasks).isEmpty();
    }
}
