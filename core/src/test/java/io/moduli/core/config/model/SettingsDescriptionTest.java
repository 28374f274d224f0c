package io.moduli.core.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.binding.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsDescriptionTest {

    private static String line(SettingsDescription.Entry entry) {
        return entry.key() + ": " + entry.type() + (entry.required() ? ", required" : "")
                + entry.defaultText().map(text -> ", default " + text).orElse("");
    }

    @Test
    void describesEverySettingInWords() {
        SettingsDescription description = SettingsDescription.of(Sample.Pipeline.class);

        assertThat(description.entries().stream().map(SettingsDescriptionTest::line)).containsExactly(
                "name: text, required",
                "seed: whole number, default 7",
                "layer: settings, required",
                "scope: one of global | layer | read-out-only, default layer",
                "penalties: settings, or a list of settings, default []",
                "stages: list of train | evaluate | ticket, default [evaluate]",
                "corpus: path",
                "patience: duration such as 500ms, 10s, 5m, 2h or 1d",
                "warm-up: one of train | evaluate | ticket, default { epochs = 3, type = train }",
                "shares: list of number from 0 to below 1, default []");
    }

    @Test
    void describesNestedRecordsAndEachOfAClosedChoice() {
        SettingsDescription description = SettingsDescription.of(Sample.Pipeline.class);

        SettingsDescription penalty = description.entries().get(4).nested().getFirst();
        assertThat(penalty.name()).isEmpty();
        assertThat(penalty.description()).isEqualTo("A penalty by distance");
        assertThat(penalty.entries().stream().map(SettingsDescriptionTest::line)).containsExactly(
                "on: list without repetitions of input | recurrent | initial-state | embedding | read-out, required",
                "strength: number from 0 to 1, default 0.5", "space: moduli-space, required",
                "inhibitor: inhibitor, default flat");
        List<SettingsDescription> stages = description.entries().get(5).nested();
        assertThat(stages).extracting(SettingsDescription::name).containsExactly("train", "evaluate", "ticket");
        assertThat(stages.getFirst()).isEqualTo(new SettingsDescription("train", "Trains for some epochs", List.of(
                new SettingsDescription.Entry("epochs", "whole number of 1 or more", true, Optional.empty(),
                        "How often the data is seen", List.of()),
                new SettingsDescription.Entry("learning-rate", "number above 0 and at most 1", false,
                        Optional.of("1e-3"), "", List.of()))));
    }

    @Test
    void doesNotDescribeARecordWithinItselfAgain() {
        record Tree(int value, List<Tree> branches) {
        }

        SettingsDescription tree = SettingsDescription.of(Tree.class);

        assertThat(tree.entries().get(1).nested()).containsExactly(new SettingsDescription("", "", List.of()));
    }
}
