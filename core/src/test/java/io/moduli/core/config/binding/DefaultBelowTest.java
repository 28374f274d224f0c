package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultBelowTest {

    record Root(
            @Default("{ type = train, epochs = 3 }") Sample.Stage stage,
            @Default("{ type = ripple, amplitude = 9 }") Inhibitor inhibitor,
            @Default("1") int a) {
    }

    sealed interface Outer {
        record Nest(@Default("evaluate") Sample.Stage stage, Optional<Integer> depth) implements Outer {
        }
    }

    record Nested(
            @Default("{ type = nest, stage { type = train, epochs = 3 }, depth = 5 }") Outer outer,
            @Default("1") int a) {
    }

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(folder).write("pipeline.conf", "a = 1");
    }

    private Root root(String file, String... overrides) {
        return harness.write("pipeline.conf", file).bound(Root.class, overrides).settings();
    }

    private String nested(String override) {
        return harness.bound(Nested.class, override).effective().renderPlain();
    }

    @Test
    void whatIsWrittenWithoutATypeIsOfTheDefaultsType() {
        assertThat(root("stage { learning-rate = 0.25 }").stage()).isEqualTo(new Sample.Stage.Train(3, 0.25));
        assertThat(root("stage.epochs = 4").stage()).isEqualTo(new Sample.Stage.Train(4, 1e-3));
        assertThat(root("a = 1", "stage.epochs=5").stage()).isEqualTo(new Sample.Stage.Train(5, 1e-3));
        assertThat(root("inhibitor { frequency = 3 }").inhibitor()).isEqualTo(new Sample.Cost(9));
        assertThat(root("a = 1", "inhibitor.amplitude=11").inhibitor()).isEqualTo(new Sample.Cost(11));
    }

    @Test
    void theDefaultAlsoCountsBelowItsOwnTypeHoweverThatIsWritten() {
        assertThat(root("stage { type = train, learning-rate = 0.25 }").stage())
                .isEqualTo(new Sample.Stage.Train(3, 0.25));
        assertThat(root("stage = train").stage()).isEqualTo(new Sample.Stage.Train(3, 1e-3));
    }

    @Test
    void anotherTypeGetsNothingOfTheDefault() {
        assertThat(root("stage { type = evaluate }").stage()).isEqualTo(new Sample.Stage.Evaluate(10));
        assertThat(root("inhibitor = flat").inhibitor())
                .isEqualTo(root("inhibitor { type = flat }").inhibitor())
                .isNotEqualTo(root("a = 1").inhibitor());
    }

    @Test
    void theEffectiveConfigurationTellsWhatCameFromTheDefault() {
        harness.write("pipeline.conf", "stage { learning-rate = 0.25 }\ninhibitor.frequency = 3");

        assertThat(harness.bound(Root.class, "inhibitor.amplitude=11").effective().render()).isEqualTo("""
                stage {
                    type = train  # default
                    epochs = 3  # default
                    learning-rate = 0.25  # pipeline.conf:1
                }
                inhibitor {
                    type = ripple  # default
                    amplitude = 11  # command line
                    frequency = 3  # pipeline.conf:2
                }
                a = 1  # default
                """);
    }

    @Test
    void aPartOfTheDefaultIsMergedLikewise() {
        assertThat(nested("outer.stage.epochs=4")).isEqualTo("""
                outer {
                    type = nest
                    stage {
                        type = train
                        epochs = 4
                        learning-rate = 1e-3
                    }
                    depth = 5
                }
                a = 1
                """);
        assertThat(nested("outer.stage={ type = evaluate }")).contains("type = evaluate\n        batches = 10\n");
    }

    @Test
    void aNullThatKeepsAPartOfTheDefaultFromApplyingIsWrittenDown() {
        String effective = nested("outer.depth=null");

        assertThat(effective).contains("    depth = null\n");
        assertThat(harness.boundText(Nested.class, effective).settings().outer())
                .isEqualTo(new Outer.Nest(new Sample.Stage.Train(3, 1e-3), Optional.empty()));
    }

    @Test
    void problemsAreThoseOfTheDefaultsType() {
        assertThat(harness.problems(Root.class, "stage.batches=4", "inhibitor.frequency=x")).containsExactly(
                "command line: inhibitor.frequency: expected a number, found the text \"x\"",
                "command line: stage.batches: unknown key; known here: type, epochs, learning-rate");
        assertThat(harness.problems(Root.class, "stage=5")).containsExactly(
                "command line: stage: expected one of train | evaluate | ticket, found the number 5");
    }

    @Test
    void aFaultOfTheDefaultShowsWhereItIsMerged() {
        record Unsound(@Default("{ type = train, epochs = 0 }") Sample.Stage stage) {
        }
        harness.write("pipeline.conf", "stage {\n  learning-rate = 0.25 }");

        assertThat(harness.problems(Unsound.class)).containsExactly(
                "pipeline.conf:1: stage.epochs: expected a whole number of 1 or more, found the number 0"
                        + " (from the default { type = train, epochs = 0 })");
    }
}
