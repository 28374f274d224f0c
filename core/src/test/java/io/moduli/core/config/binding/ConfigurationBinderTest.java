package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moduli.api.ComponentContext;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.Task;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.config.model.RecordModel;
import io.moduli.core.config.model.UnsupportedSettingsException;
import io.moduli.core.plugin.DiscoveredPlugin;
import io.moduli.core.plugin.PluginOrigin;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationBinderTest {

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(folder);
    }

    private Sample.Pipeline pipeline(String more, String... overrides) {
        harness.write("pipeline.conf", "name = x, layer.hidden = 4\n" + more);
        return harness.bound(Sample.Pipeline.class, overrides).settings();
    }

    @Test
    void fillsInDefaultsAndLeavesOptionalSettingsEmpty() {
        assertThat(pipeline("")).isEqualTo(new Sample.Pipeline("x", 7, new Sample.Layer(4, true), Sample.Scope.LAYER,
                List.of(), List.of(new Sample.Stage.Evaluate(10)), Optional.empty(), Optional.empty(),
                Optional.of(new Sample.Stage.Train(3, 1e-3)), List.of()));
    }

    @Test
    void bindsEveryKindOfSetting() {
        Sample.Pipeline pipeline = pipeline("""
                seed = 1e3
                layer.bias = false
                scope = read-out-only
                stages = [{ type = train, epochs = 2, learning-rate = 0.25 }, evaluate, { type = ticket }]
                patience = 90 seconds
                warm-up = null
                shares = [0, 0.5, 1e-2]
                """);

        assertThat(pipeline).isEqualTo(new Sample.Pipeline("x", 1000, new Sample.Layer(4, false),
                Sample.Scope.READ_OUT_ONLY, List.of(),
                List.of(new Sample.Stage.Train(2, 0.25), new Sample.Stage.Evaluate(10),
                        new Sample.Stage.LotteryTicket()),
                Optional.empty(), Optional.of(Duration.ofSeconds(90)), Optional.empty(), List.of(0.0, 0.5, 0.01)));
    }

    @Test
    void makesComponentsWithinComponents() {
        Sample.Penalty penalty = pipeline("""
                penalties = [{
                    on = [recurrent, read-out]
                    space { type = product, spaces = [torus, { type = torus, dimension = 3 }, sphere] }
                    inhibitor { type = ripple, amplitude = 9 }
                }]
                """).penalties().getFirst();

        assertThat(penalty).isEqualTo(new Sample.Penalty(Set.of(WeightRole.RECURRENT, WeightRole.READ_OUT), 0.5,
                new Sample.Space("product", 3), new Sample.Cost(9)));
        assertThat(penalty.on()).containsExactly(WeightRole.RECURRENT, WeightRole.READ_OUT);
    }

    @Test
    void givesEveryComponentTheContextOfItsPath() {
        harness.write("pipeline.conf", """
                name = x, layer.hidden = 4
                penalties = [{ on = [], space { type = product, spaces = [torus, sphere] } }]
                """);
        List<String> paths = new ArrayList<>();
        PluginRegistry registry = PluginRegistry
                .of(List.of(new DiscoveredPlugin(new Sample.Spaces(), PluginOrigin.at(""))), List.of());

        new ConfigurationBinder(registry, folder).bind(harness.load(), Sample.Pipeline.class, path -> {
            paths.add(path);
            return ComponentContext.standalone(1);
        });

        assertThat(paths).containsExactly("penalties.0.space.spaces.0", "penalties.0.space.spaces.1",
                "penalties.0.space", "penalties.0.inhibitor");
    }

    @Test
    void resolvesPathsAgainstTheFolderOfTheFileThatHasThem() {
        harness.write("parts/corpus.conf", "corpus = texts/../words.txt");

        assertThat(pipeline("include \"parts/corpus\"").corpus()).contains(folder.resolve("parts/words.txt"));
        assertThat(pipeline("", "corpus=words.txt").corpus()).contains(folder.resolve("words.txt"));
    }

    @Test
    void resolvesAPathThatIsADefaultAgainstTheWorkingFolder() {
        record Paths(@Default("runs") Path output, int a) {
        }
        harness.write("pipeline.conf", "a = 1");

        assertThat(harness.bound(Paths.class).settings().output()).isEqualTo(folder.resolve("runs"));
    }

    @Test
    void takesNumbersAndTruthValuesForTextWhereTextIsDue() {
        record Words(List<String> words) {
        }
        harness.write("pipeline.conf", "words = [1e3, true, \"two words\", 007]");

        assertThat(harness.bound(Words.class).settings().words()).containsExactly("1e3", "true", "two words", "007");
    }

    @Test
    void takesWholeNumbersOfAnyLengthForNumbers() {
        record Real(double value) {
        }
        harness.write("pipeline.conf", "value = 100000000000000000000");

        assertThat(harness.bound(Real.class).settings().value()).isEqualTo(1e20);
    }

    @Test
    void anExceptionOfARecordThatIsNoComplaintAboutSettingsNamesItsClass() {
        record Faulty(int a) {
            Faulty {
                if (a > 0) {
                    throw new ArithmeticException("overflow");
                }
            }
        }
        record Refusing(int a, @Default("2") int b) {
            Refusing {
                throw new SettingException("b", "must be less than a");
            }
        }
        record Root(Faulty faulty, Refusing refusing) {
        }
        harness.write("pipeline.conf", "faulty.a = 1\nrefusing {\n  a = 1\n}\n");

        assertThat(harness.problems(Root.class)).containsExactly(
                "pipeline.conf:1: faulty: ArithmeticException: overflow",
                "pipeline.conf:2: refusing.b: must be less than a");
    }

    @Test
    void aComplaintAboutSomethingDeeperIsReportedAsDeepAsItIsWritten() {
        record Inner(@Default("1") int size) {
        }
        record Root(List<Inner> inner) {
            Root {
                throw new SettingException("inner.1.size", "too large");
            }
        }
        harness.write("pipeline.conf", "inner = [\n{ size = 2 }\n{\nsize = 3 }]");
        assertThat(harness.problems(Root.class)).containsExactly("pipeline.conf:4: inner.1.size: too large");

        harness.write("pipeline.conf", "inner = [\n{ size = 2 }\n{\n }]");
        assertThat(harness.problems(Root.class)).containsExactly("pipeline.conf:3: inner.1.size: too large");

        harness.write("pipeline.conf", "\ninner = [\n{ size = 2 }]");
        assertThat(harness.problems(Root.class)).containsExactly("pipeline.conf:2: inner.1.size: too large");
    }

    @Test
    void aMissingComponentIsReportedWithTheAlternatives() {
        record Root(Inhibitor inhibitor, @Default("1") int a) {
        }
        harness.write("pipeline.conf", "a = 1");

        assertThat(harness.problems(Root.class))
                .containsExactly("pipeline.conf:1: inhibitor: missing; expected an inhibitor, one of flat | ripple");
    }

    @Test
    void keepsWhatAComponentThrewForThoseWhoAsk() {
        harness.write("pipeline.conf",
                "name = x, layer.hidden = 4, penalties = [{ on = [], space = failing }]");

        Binding<Sample.Pipeline> binding = harness.bind(harness.load(), Sample.Pipeline.class);

        assertThat(((Binding.Rejected<Sample.Pipeline>) binding).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.cause()).get().isInstanceOf(IllegalStateException.class));
    }

    @Test
    void aComponentOfAKindThatNoPluginOffersSaysSo() {
        record Root(Task task) {
        }
        harness.write("pipeline.conf", "task = addition");

        assertThat(harness.problems(Root.class)).containsExactly(
                "pipeline.conf:1: task: unknown task \"addition\"; expected a task, but no plugin offers any"
                        + "; where the plugin that has it is not installed, --plugins DIR names the folder that its "
                        + "bundle is in");
    }

    @Test
    void aKeyNamedTypeCannotStandBesideTheTypeOfAComponent() {
        record Clash(int type) {
        }
        assertThat(catchThrowable(() -> RecordModel.ofTagged(Clash.class)))
                .isInstanceOf(UnsupportedSettingsException.class).hasMessageEndingWith(
                        "has the component type, but that key names the record itself here");
    }
}
