package io.moduli.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an experiment's file says, and which trials come of it. */
class ExperimentLanguageTest {

    @TempDir
    Path folder;

    private Experiments experiments;

    @BeforeEach
    void start() {
        experiments = new Experiments(folder);
    }

    @Test
    void aGridHasEveryCombinationInTheOrderOfTheFileAndTheLastAxisChangesFirst() throws IOException {
        assertThat(experiments.trials(Experiments.HEAD + """
                axes {
                  penalty { some {}, none { regularizers = [] }, absent { regularizers = [], pruner = null } }
                  size = { path = network.hidden, values = [6, 4] }
                  seed = { path = seed, from = 1, to = 2 }
                }
                """)).containsExactly(
                "some,6,1", "some,6,2", "some,4,1", "some,4,2",
                "none,6,1", "none,6,2", "none,4,1", "none,4,2",
                "absent,6,1", "absent,6,2", "absent,4,1", "absent,4,2");
    }

    @Test
    void numbersOfARangeAreAStepApartOrSoMany() throws IOException {
        assertThat(experiments.trials(Experiments.HEAD
                + "axes { share = { path = pruner.schedule.target, from = 0.1, to = 0.5, step = 0.1 } }"))
                .containsExactly("0.1", "0.2", "0.3", "0.4", "0.5");
        assertThat(experiments.trials(Experiments.HEAD
                + "axes { rate = { path = optimizer.learning-rate, from = 1e-4, to = 1e-2, points = 5, scale = logarithmic } }"))
                .containsExactly("0.0001", "0.000316228", "0.001", "0.00316228", "0.01");
        assertThat(experiments.trials(Experiments.HEAD
                + "axes { hidden = { path = network.hidden, from = 4, to = 10, step = 3 } }"))
                .containsExactly("4", "7", "10");
    }

    @Test
    void aRandomSearchDrawsEachAxisByItselfAndCrossesThoseOfWhichEveryValueIsWanted() throws IOException {
        String axes = """
                axes {
                  rate = { path = optimizer.learning-rate, from = 1e-4, to = 1e-1, scale = logarithmic }
                  hidden = { path = network.hidden, from = 4, to = 6 }
                  seed = { path = seed, from = 1, to = 2 }
                }
                """;
        List<String> three = experiments.trials(
                Experiments.HEAD + axes + "search { type = random, trials = 3, seed = 5, every = [seed] }");
        List<String> two = experiments.trials(
                Experiments.HEAD + axes + "search { type = random, trials = 2, seed = 5, every = [seed] }");

        assertThat(three).hasSize(6).startsWith(two.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(three.get(0)).endsWith(",1").isEqualTo(three.get(1).replaceAll("2$", "1"));
        List<TrialDesign> many = Design.of(experiments.accepted(
                Experiments.HEAD + axes + "search { type = random, trials = 3000, every = [seed] }"));
        assertThat(many.stream().map(trial -> trial.labels().get(1)).distinct()).containsExactlyInAnyOrder("4", "5",
                "6");
        // A third of the numbers is in each decade.
        assertThat(many.stream().filter(trial -> trial.values().get(0).number().orElseThrow() < 1e-3).count())
                .isBetween(1800L, 2200L);
    }

    @Test
    void aCombinationThatIsDrawnAgainIsNoOtherTrial() throws IOException {
        String axes = "axes { size = { path = network.hidden, values = [6, 4] } }\n";

        assertThat(experiments.checked(Experiments.HEAD + axes + "search { type = random, trials = 30 }").trials())
                .extracting(trial -> String.join(",", trial.labels())).containsExactlyInAnyOrder("6", "4");
    }

    @Test
    void numbersThatAreRoundedToTheSameAreOneValue() throws IOException {
        assertThat(experiments.checked(Experiments.HEAD
                + "axes { size = { path = network.hidden, from = 4, to = 6, points = 10 } }").trials())
                .extracting(trial -> String.join(",", trial.labels())).containsExactly("4", "5", "6");
        assertThat(experiments.checked(Experiments.HEAD
                + "axes { size = { path = network.hidden, from = 4, to = 4, points = 2 } }").trials()).hasSize(1);
    }

    @Test
    void theSeedIsNeitherInTheBaselineNorAnAxisTwice() throws IOException {
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  size = { path = network.hidden, values = [6, 4] }
                  seed = { path = seed, from = 1, to = 2 }
                }
                baseline { size = 4, seed = 1 }
                """)).singleElement().asString().endsWith(
                "tried.conf:6: baseline.seed: is the axis of seeds; trials are compared at equal seeds: leave it out of the baseline");
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  one { first { seed = 1 } }
                  other = { path = seed, from = 1, to = 2 }
                }
                """)).singleElement().asString().endsWith(
                "tried.conf:4: axes.other: sets nothing but the seed, as another axis does; trials are replicated over one axis of seeds");
    }

    @Test
    void soundTrialsHaveTheirOwnPipelinesInFullWithTheEnginesThreads() throws IOException {
        TrialCheck.Checked checked = experiments.checked(Experiments.HEAD + """
                settings { optimizer { type = sgd, learning-rate = 0.1 } }
                axes { size = { path = network.hidden, values = [6, 4] } }
                engine { type = local, parallel = 1, threads-per-trial = 3 }
                """);

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.trials()).hasSize(2);
        assertThat(checked.trials().get(1).pipeline().get()).contains("type = sgd  # tried.conf:2")
                .contains("hidden = 4  # tried.conf:3").contains("engine.threads = 3  # the experiment's engine")
                .doesNotContain("adamw");
        assertThat(checked.bytes()).hasSize(2);
    }

    @Test
    void trialsThatDifferInTheirSeedsHaveTheirOwnPipelinesAlsoWhereOtherSettingsAreMadeOfTheSeed() throws IOException {
        String axes = "axes { size = { path = network.hidden, values = [6, 4] }, seed = { path = seed, values = [1, 7] } }\n";
        assertThat(experiments.checked(Experiments.HEAD + axes).trials()).extracting(trial -> trial.pipeline().get())
                .satisfiesExactly(
                        one -> assertThat(one).contains("seed = 1  # tried.conf:2", "hidden = 6 "),
                        two -> assertThat(two).contains("seed = 7  # tried.conf:2", "hidden = 6 "),
                        three -> assertThat(three).contains("seed = 1  # tried.conf:2", "hidden = 4 "),
                        four -> assertThat(four).contains("seed = 7  # tried.conf:2", "hidden = 4 "));
        assertThat(experiments.checked(
                Experiments.HEAD + axes, Experiments.SMALL.replace("epochs = 2,", "epochs = ${seed},")).trials())
                .extracting(trial -> trial.pipeline().get())
                .satisfies(trials -> assertThat(trials.get(3)).contains("seed = 7  # tried.conf:2", "epochs = 7  "));
    }

    @Test
    void eachProblemOfTheTrialsIsToldOnceWhereItWasWritten() throws IOException {
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  size = { path = network.hiden, values = [6, 4] }
                  seed = { path = seed, from = 1, to = 5 }
                }
                """)).singleElement().asString()
                .startsWith("tried.conf:3: network.hiden: unknown key (did you mean \"hidden\"?); known here: ");
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  cell { gru {}, wrong { network.cell { type = lstn } } }
                  seed = { path = seed, values = [1, 2, x] }
                }
                """)).satisfiesExactly(
                first -> assertThat(first).startsWith(
                        "tried.conf:3: network.cell.type: ").contains("lstn")
                        .endsWith("(in 3 of 6 trials, first with wrong, 1)"),
                second -> assertThat(second).startsWith("tried.conf:4: seed: expected a whole number")
                        .endsWith("(in 2 of 6 trials, first with gru, x)"));
        assertThat(experiments.problems(Experiments.HEAD
                + "axes { rate = { path = optimizer.learning-rat, values = [0.1, 0.2] } }")).singleElement().asString()
                .startsWith(
                        "tried.conf:2: optimizer.learning-rat: unknown key (did you mean \"learning-rate\"?); known")
                .containsPattern(
                        "; the type is \\w+, from small\\.conf:\\d+: for another one write \\{ type = …, learning-rat = … } here");
    }

    @Test
    void anAxisThatMakesNoDifferenceIsRefused() throws IOException {
        assertThat(experiments.problems(Experiments.HEAD
                + "axes { size = { path = network.hidden, values = [6, 4] }\n same { one {}, two { seed = 3 } } }"))
                .containsExactly(
                        "tried.conf:3: axes.same: two makes no difference to one: both come to the same pipeline (in 2 of 4 trials, first with 6, two)");
    }

    @Test
    void anAxisThatThePipelinesOwnStagesMakePointlessIsRefused() throws IOException {
        String own = "settings.stages = [{ type = train, epochs = 2, learning-rate = 0.1, schedule { type = even, target = 0.5, epochs = 2 } }, { type = evaluate }]\n";
        assertThat(experiments.problems(Experiments.HEAD + own
                + "axes { share = { path = pruner.schedule.target, values = [0.5, 0.6] }\nrate = { path = optimizer.learning-rate, values = [0.1, 0.2] } }"))
                .containsExactly(
                        "tried.conf:3: axes.share: changes nothing: each stage that trains has a schedule of its own",
                        "tried.conf:4: axes.rate: changes nothing: each stage that trains has a learning-rate of its own");
    }

    @Test
    void metricsThatNoStageComesToAreRefusedWithTheNearest() throws IOException {
        assertThat(experiments.problems(
                "name = tried, pipeline = small.conf\nmetrics = [train.sparsity, evaluate.los]\naxes { seed = { path = seed, from = 1, to = 2 } }"))
                .singleElement().asString().startsWith(
                        "tried.conf:2: metrics.1: no stage comes to evaluate.los (did you mean \"evaluate.loss\"?); there are train.sparsity, ");
    }

    @Test
    void halvingNeedsAMetricOfWhichTheTaskSaysWhichValuesAreBetter() throws IOException {
        String halving = "name = tried, pipeline = small.conf, metrics = [train.sparsity, evaluate.batches-seen]\n"
                + "axes { size = { path = network.hidden, values = [6, 4] } }\n"
                + "search { type = halving, epochs = [1, 2], metric = %s }\n";
        assertThat(experiments.problems(halving.formatted("train.sparsity"))).containsExactly(
                "tried.conf:3: search.metric: the task does not say whether more or less of sparsity is better; its settings need a @MetricDefinition of it");
        assertThat(experiments.problems(halving.formatted("evaluate.batches-seen"))).isEmpty();
    }

    @Test
    void allThatIsWrongWithTheFileItselfIsToldAtOnce() throws IOException {
        assertThat(experiments.problems("""
                name = "a b", pipeline = smal.conf, metrics = []
                axes {
                  seed = { path = seed, values = [1, 2, 1] }
                  empty = { path = network.hidden, values = [] }
                  none {}
                  both = { path = seed, values = [1], from = 2, to = 3 }
                  down = { path = seed, from = 3, to = 2 }
                  share = { path = pruner.schedule.target, from = -1, to = 1, scale = logarithmic }
                  label { one = 1 }
                }
                engine { type = lokal }
                serach { type = grid }
                """)).containsExactly(
                "tried.conf:1: name: \"a b\" cannot name a folder: use letters, digits, points, hyphens and underscores",
                "tried.conf:3: axes.seed.values: has the value 1 twice",
                "tried.conf:4: axes.empty.values: is empty: the axis has no values",
                "tried.conf:5: axes.none: has no values",
                "tried.conf:6: axes.both.path: an axis has either values, or from and to",
                "tried.conf:7: axes.down.to: is 2, less than from = 3",
                "tried.conf:8: axes.share.from: is -1, but a logarithmic scale has positive numbers only",
                "tried.conf:9: axes.label.one: expected the settings of the label, such as { network.hidden = 64 }, found the number 1",
                "tried.conf:12: serach: unknown key (did you mean \"search\"?); known here: name, pipeline, settings, axes, metrics, baseline, search, engine");
    }

    @Test
    void aLabelThatIsWrittenTwiceIsRefusedWhateverHOCONMakesOfIt() throws IOException {
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  # gru {} in a comment, and "lstm {" in a text
                  cell {
                    gru {}
                    lstm { network.cell { type = lstm } }
                    gru = { network.hidden = 4 }, "x {" { network.hidden = 5 }
                    lstm { network.cell { type = lstm, dropout = ${?nothing} } }
                  }
                }
                """)).anySatisfy(problem -> assertThat(problem).endsWith(
                "axes.cell.gru: is written more than once, in lines 5, 7; HOCON would merge them"))
                .anySatisfy(problem -> assertThat(problem).endsWith(
                        "axes.cell.lstm: is written more than once, in lines 6, 8; HOCON would merge them"));
    }

    @Test
    void moreTrialsThanAnyoneWouldWaitForAreRefusedWithTheirNumber() throws IOException {
        assertThat(experiments.problems(Experiments.HEAD + """
                axes {
                  seed = { path = seed, from = 1, to = 1000000 }
                  size = { path = network.hidden, from = 1, to = 1000 }
                }
                """)).containsExactly("tried.conf:2: axes: come to 1,000,000,000 trials; at most 100,000 are run");
        assertThat(experiments.problems(Experiments.HEAD
                + "axes { share = { path = pruner.schedule.target, from = 0.1, to = 0.5 } }")).singleElement()
                .asString()
                .startsWith("tried.conf:2: axes.share: has from and to, but neither step nor points");
    }

    @Test
    void aBaselineIsAValueOfAnAxis() throws IOException {
        String axes = "axes { penalty { some {}, none { regularizers = [] } }, seed = { path = seed, from = 1, to = 2 } }\n";
        assertThat(experiments.accepted(Experiments.HEAD + axes + "baseline { penalty = none }").baseline())
                .containsExactly(Map.entry("penalty", "none"));
        assertThat(experiments.problems(Experiments.HEAD + axes + "baseline { penalti = none, penalty = nune }"))
                .containsExactly(
                        "tried.conf:3: baseline.penalti: there is no axis penalti (did you mean \"penalty\"?); there are penalty, seed",
                        "tried.conf:3: baseline.penalty: the axis has no value nune (did you mean \"none\"?); it has some, none");
    }

    @Test
    void pipelinesAndEnginesThatThereAreNotAreToldWithTheNearest() throws IOException {
        assertThat(experiments.problems("""
                name = tried, metrics = [evaluate.loss]
                pipeline = smal.conf
                axes { seed = { path = seed, from = 1, to = 2 } }
                engine { type = lokal }
                """)).containsExactly(
                "tried.conf:2: pipeline: there is no such file in " + folder + " and no such built-in pipeline",
                "tried.conf:4: engine.type: there is no engine \"lokal\" (did you mean \"local\"?); there are local");
    }
}
