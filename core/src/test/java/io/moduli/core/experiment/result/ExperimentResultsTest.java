package io.moduli.core.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ExperimentResultsTest {

    private static final ResultAxis SPACE = new ResultAxis(
            "space", List.of(new AxisValue("torus", null), new AxisValue("none", null)), false, false);
    private static final ResultAxis SEED = new ResultAxis(
            "run", List.of(new AxisValue("1", 1.0), new AxisValue("2", 2.0)), false, true);

    @Test
    void trialsAreInTheOrderOfTheirNumbers() {
        ExperimentResults results = results(none(), trial(3, "torus", "2"), trial(0, "none", "1"));

        assertThat(results.trials()).extracting(TrialResult::number).containsExactly(0, 3);
    }

    @Test
    void theSeedIsTheAxisThatSaysSoWhateverItsName() {
        ExperimentResults results = results(none());

        assertThat(results.seeds()).contains(SEED);
        assertThat(results.conditions()).containsExactly(SPACE);
    }

    @Test
    void onlyFiniteMetricsAreKept() {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("a", null);
        metrics.put("b", Double.NaN);
        metrics.put("c", Double.POSITIVE_INFINITY);
        metrics.put("d", 0.5);

        TrialResult trial = new TrialResult(0, List.of(), TrialStatus.FINISHED, "", metrics, 1, "trials/0");

        assertThat(trial.metrics()).containsOnlyKeys("d");
        assertThat(trial.metric("d")).hasValue(0.5);
        assertThat(trial.metric("a")).isEmpty();
    }

    @Test
    void refusesAnUnknownLabelOfATrial() {
        refused("trial 1 has space = \"Torus\"", () -> results(none(), trial(1, "Torus", "1")));
    }

    @Test
    void refusesTooFewLabels() {
        refused("trial 1 has values of 1 axes; there are 2", () -> results(none(), trial(1, "torus")));
    }

    @Test
    void refusesANumberTwice() {
        refused("trial 1 twice", () -> results(none(), trial(1, "torus", "1"), trial(1, "none", "1")));
    }

    @Test
    void refusesAMetricThatIsNotAskedFor() {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("evaluate.loss", 0.5);
        refused("metric \"evaluate.loss\"", () -> results(none(),
                new TrialResult(1, List.of("torus", "1"), TrialStatus.FINISHED, "", metrics, 1, "trials/1")));
    }

    @Test
    void refusesABaselineThatIsNoValueOfAnAxis() {
        refused("space = \"sphere\"", () -> results(baseline("space", "sphere")));
        refused("scope = \"layer\"", () -> results(baseline("scope", "layer")));
    }

    @Test
    void refusesTheSeedInABaseline() {
        refused("names the seed", () -> results(baseline("run", "1")));
    }

    @Test
    void refusesTwoAxesOfSeedsOrOfOneName() {
        ResultAxis other = new ResultAxis("again", SEED.values(), false, true);
        refused("more than one axis of seeds", () -> new ExperimentResults(
                "e", List.of(SEED, other), List.of("evaluate.error"), none(), List.of()));
        refused("the axis \"run\" twice", () -> new ExperimentResults(
                "e", List.of(SEED, SEED), List.of("evaluate.error"), none(), List.of()));
    }

    @Test
    void refusesAnExperimentWithoutMetricsOrWithOneTwice() {
        refused("has no metrics", () -> new ExperimentResults("e", List.of(), List.of(), none(), List.of()));
        refused("the metric \"a\" twice",
                () -> new ExperimentResults("e", List.of(), List.of("a", "a"), none(), List.of()));
    }

    @Test
    void refusesAxesWithALabelTwiceWithoutValuesOrLogarithmicWithoutPositiveNumbers() {
        AxisValue one = new AxisValue("1", 1.0);
        refused("label \"1\" twice", () -> new ResultAxis("x", List.of(one, one), false, false));
        refused("no values", () -> new ResultAxis("x", List.of(), false, false));
        refused("\"none\" is not a positive number",
                () -> new ResultAxis("x", List.of(one, new AxisValue("none", null)), true, false));
        refused("\"0\" is not a positive number",
                () -> new ResultAxis("x", List.of(one, new AxisValue("0", 0.0)), true, false));
    }

    @Test
    void anAxisIsNumericIfAllOfItsValuesAreNumbers() {
        assertThat(SEED.numeric()).isTrue();
        assertThat(SPACE.numeric()).isFalse();
    }

    @Test
    void refusesTrialsThatFailWithoutAReasonOrHaveOneAnyhow() {
        refused("failed without a reason", () -> new TrialResult(
                4, List.of(), TrialStatus.FAILED, " ", new LinkedHashMap<>(), 1, ""));
        refused("did not fail", () -> new TrialResult(
                4, List.of(), TrialStatus.UNFINISHED, "killed", new LinkedHashMap<>(), 1, ""));
    }

    @Test
    void refusesARunOutsideOfItsExperiment() {
        refused("outside", () -> new TrialResult(
                4, List.of(), TrialStatus.FINISHED, "", new LinkedHashMap<>(), 1, "trials/../../elsewhere"));
        refused("outside", () -> new TrialResult(
                4, List.of(), TrialStatus.FINISHED, "", new LinkedHashMap<>(), 1, "/tmp/elsewhere"));
    }

    private static void refused(String message, Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static ExperimentResults results(SequencedMap<String, String> baseline, TrialResult... trials) {
        return new ExperimentResults(
                "spaces", List.of(SPACE, SEED), List.of("evaluate.error"), baseline, List.of(trials));
    }

    private static SequencedMap<String, String> none() {
        return new LinkedHashMap<>();
    }

    private static SequencedMap<String, String> baseline(String axis, String label) {
        SequencedMap<String, String> baseline = new LinkedHashMap<>();
        baseline.put(axis, label);
        return baseline;
    }

    private static TrialResult trial(int number, String... labels) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("evaluate.error", 0.25);
        return new TrialResult(
                number, new ArrayList<>(List.of(labels)), TrialStatus.FINISHED, "", metrics, 1, "trials/" + number);
    }
}
