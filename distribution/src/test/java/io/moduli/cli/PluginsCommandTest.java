package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTest {

    @TempDir
    Path folder;

    @Test
    void everythingInstalledIsListedByExtensionPoint() {
        Moduli call = Moduli.call(folder, "plugins");

        assertThat(call.status()).isZero();
        assertThat(call.err()).isEmpty();
        assertThat(call.out().lines().map(line -> line.split(" ")[0])).containsSubsequence("Plugin", "core",
                "moduli-standard", "pruning-standard", "tasks-standard", "moduli-space", "torus", "inhibitor",
                "difference-of-gaussians", "regularizer", "moduli", "recurrent-cell", "elman", "pruner", "magnitude",
                "sparsity-schedule", "linear", "task", "addition");
    }

    @Test
    void aComponentIsDescribedWithTheTypesAndDefaultsOfItsSettings() {
        assertThat(Moduli.call(folder, "plugins", "torus").out().lines()).containsExactly(
                "moduli-space torus, of plugin moduli-standard",
                "  The flat torus: coordinates that wrap around, with Euclidean distance", //
                "", //
                "  dimension: whole number of 1 or more, by default 2", //
                "      How many coordinates", //
                "  period: number above 0, by default 10", //
                "      The length after which every coordinate repeats");
    }

    @Test
    void requiredSettingsAndComponentsWithinAreMarked() {
        assertThat(Moduli.call(folder, "plugins", "moduli").out()).contains("  space: moduli-space, required",
                "  strength: number of 0 or more, required");
    }

    @Test
    void aPluginIsDescribedWithItsComponents() {
        Moduli call = Moduli.call(folder, "plugins", "tasks-standard");

        assertThat(call.status()).isZero();
        assertThat(call.out()).startsWith("plugin tasks-standard").contains("  task addition");
    }

    @Test
    void thePipelineItselfIsDescribedWithItsChoices() {
        assertThat(Moduli.call(folder, "plugins", "pipeline").out()).contains("  stages: ", "type = lottery-ticket",
                "  task: task, required");
    }

    @Test
    void anUnknownNameIsBadInput() {
        assertThat(Moduli.call(folder, "plugins", "tors")).isEqualTo(new Moduli(2, "",
                "moduli: no plugin or component is called \"tors\" (did you mean \"torus\"?); \"moduli plugins\" lists them"
                        + System.lineSeparator()));
    }
}
