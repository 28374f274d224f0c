package io.moduli.plugins.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.settings.Description;
import java.lang.reflect.RecordComponent;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PruningPluginTest {

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::id).containsExactly("pruning-standard");
    }

    @Test
    void itBringsSixPrunersAndFourSchedules() {
        PruningPlugin plugin = new PruningPlugin();

        assertThat(plugin.pruners().stream().map(ComponentFactory::name)).containsExactly("magnitude", "random",
                "saliency",
                "geometric", "rigl", "set");
        assertThat(plugin.sparsitySchedules().stream().map(ComponentFactory::name))
                .containsExactly("linear", "cubic", "one-shot", "constant");
    }

    @Test
    void everySettingSaysWhatItMeans() {
        PruningPlugin plugin = new PruningPlugin();

        assertThat(Stream.concat(plugin.pruners().stream(), plugin.sparsitySchedules().stream()))
                .allSatisfy(factory -> {
                    assertThat(factory.settings().isAnnotationPresent(Description.class)).isTrue();
                    assertThat(factory.settings().getRecordComponents())
                            .allMatch((RecordComponent setting) -> setting.isAnnotationPresent(Description.class));
                });
    }
}
