package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.text.EffectiveConfiguration;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigurationTest {

    private static final String PIPELINE = """
            include "base.conf"
            layer.bias = false
            corpus = "my words.txt"
            penalties = [{
                space { dimension = 3, type = torus }
                on = [recurrent, read-out]
            }, {
                on = []
                space { type = product, spaces = [torus, sphere] }
                inhibitor = ripple
            }]
            patience = 90s
            """;

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(folder).write("base.conf", "\nname = \"a \\\"torus\\\"\"\nlayer.hidden = 1e2")
                .write("pipeline.conf", PIPELINE);
    }

    private EffectiveConfiguration effective() {
        return harness.bound(Sample.Pipeline.class, "seed=3", "penalties.0.on.1=input").effective();
    }

    @Test
    void writesEveryKeyInDeclaredOrderAndWhereItsValueCameFrom() {
        assertThat(effective().render()).isEqualTo("""
                name = "a \\"torus\\""  # base.conf:2
                seed = 3  # command line
                layer {
                    hidden = 100  # base.conf:3
                    bias = false  # pipeline.conf:2
                }
                scope = layer  # default
                penalties = [
                    {
                        on = [recurrent, input]  # pipeline.conf:6, command line
                        strength = 0.5  # default
                        space {
                            type = torus  # pipeline.conf:5
                            dimension = 3  # pipeline.conf:5
                        }
                        inhibitor {
                            type = flat  # default
                        }
                    }
                    {
                        on = []  # pipeline.conf:8
                        strength = 0.5  # default
                        space {
                            type = product  # pipeline.conf:9
                            spaces = [
                                {
                                    type = torus  # pipeline.conf:9
                                    dimension = 2  # default
                                }
                                {
                                    type = sphere  # pipeline.conf:9
                                }
                            ]
                        }
                        inhibitor {
                            type = ripple  # pipeline.conf:10
                            amplitude = 50  # default
                            frequency = 2  # default
                        }
                    }
                ]
                stages = [
                    {
                        type = evaluate  # default
                        batches = 10  # default
                    }
                ]
                corpus = "%s/my words.txt"  # pipeline.conf:3
                patience = "90s"  # pipeline.conf:12
                warm-up {
                    type = train  # default
                    epochs = 3  # default
                    learning-rate = 1e-3  # default
                }
                shares = []  # default
                """.formatted(folder));
    }

    @Test
    void thePlainVariantLeavesTheOriginsOut() {
        assertThat(effective().renderPlain())
                .isEqualTo(effective().render().lines().map(line -> line.replaceFirst(" {2}# .*", "") + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void isAConfigurationItselfThatBindsToTheSame() {
        Binding.Bound<Sample.Pipeline> original = harness.bound(Sample.Pipeline.class);

        Binding.Bound<Sample.Pipeline> again = harness.boundText(Sample.Pipeline.class, original.effective().render());

        assertThat(again.settings()).isEqualTo(original.settings());
        assertThat(again.effective().renderPlain()).isEqualTo(original.effective().renderPlain());
    }

    @Test
    void keepsAnOptionalSettingEmptyWhoseDefaultDoesNotApply() {
        Binding.Bound<Sample.Pipeline> without = harness.bound(Sample.Pipeline.class, "warm-up=null");

        assertThat(without.effective().render()).contains("\nwarm-up = null  # command line\n");
        assertThat(harness.boundText(Sample.Pipeline.class, without.effective().render()).settings())
                .isEqualTo(without.settings());
    }

    @Test
    void quotesNamesThatHoconWouldTakeForSomethingElse() {
        enum Answer {
            TRUE,
            NULL
        }
        record Root(Answer first, Answer second) {
        }
        Binding.Bound<Root> bound = harness.boundText(Root.class, "first = true, second = \"null\"");

        assertThat(bound.effective().renderPlain()).isEqualTo("first = \"true\"\nsecond = \"null\"\n");
        assertThat(harness.boundText(Root.class, bound.effective().render()).settings()).isEqualTo(bound.settings());
    }
}
