package io.moduli.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.plugins.pruning.PruningPlugin;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {

    @Test
    void settingsMayBeLeftToTheirDefaults() {
        List<InstalledComponent<?>> components = List.copyOf(
                PluginRegistry.of(List.of(new PruningPlugin())).components(ExtensionPoint.PRUNER));
        InstalledComponent<?> rigl = components.stream().filter(one -> one.name().equals("rigl")).findFirst()
                .orElseThrow();

        SampleSettings samples = SampleSettings.none().with(List.of("rigl=[{}, { drop-fraction = 0.5 }]"), components);

        assertThat(samples.of(rigl)).contains(List.of("{}", "{drop-fraction=0.5}"));
    }
}
