package io.moduli.core.experiment.statistics;

import static io.moduli.core.experiment.result.ResultsForge.axis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.core.experiment.result.ResultsForge;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentStatisticsTest {

    /** Numbers of SciPy as in {@link PairedDifferenceTest}. */
    @Test
    void conditionsAreComparedToTheBaselineAtEqualSeeds() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(5))
                .baseline("space", "none");
        double[] none = {0.36, 0.33, 0.37, 0.30, 0.41};
        double[] torus = {0.31, 0.29, 0.35, 0.27, 0.33};
        // in another order of seeds: pairs are found by the seed, not by the number
        for (int seed : new int[] {3, 1, 5, 2, 4}) {
            forge.finished(torus[seed - 1], "torus", "" + seed);
        }
        for (int seed = 1; seed <= 5; seed++) {
            forge.finished(none[seed - 1], "none", "" + seed);
        }

        List<MetricRow> rows = rows(forge);

        assertThat(rows).extracting(row -> row.condition().labels()).containsExactly(List.of("none"), List.of("torus"));
        assertThat(rows.getFirst().comparison()).isEqualTo(new Comparison.Baseline());
        Comparison.Paired paired = (Comparison.Paired) rows.getLast().comparison();
        assertThat(paired.difference().estimate().mean()).isCloseTo(-0.044, within(1e-14));
        assertThat(paired.difference().p().orElseThrow()).isCloseTo(0.012912536283289984, within(1e-13));
        assertThat(paired.holm()).isEqualTo(paired.difference().p());
    }

    @Test
    void probabilitiesAreCorrectedForAllComparisonsOfTheMetric() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus", "sphere"), ResultsForge.seeds(5))
                .baseline("space", "none");
        double[] differences = {-0.05, -0.04, -0.02, -0.03, -0.08};
        for (int seed = 1; seed <= 5; seed++) {
            forge.finished(0, "none", "" + seed);
            forge.finished(differences[seed - 1], "torus", "" + seed);
            forge.finished(seed % 2 == 0 ? 0.01 : -0.01, "sphere", "" + seed);
        }

        Comparison.Paired torus = (Comparison.Paired) rows(forge).get(1).comparison();

        assertThat(torus.holm().orElseThrow()).isCloseTo(2 * 0.012912536283289984, within(1e-13));
    }

    @Test
    void axesThatTheBaselineDoesNotNameAreKeptEqual() {
        ResultsForge forge = new ResultsForge(
                axis("space", "none", "torus"), axis("sparsity", "0.8", "0.9"), ResultsForge.seeds(1))
                .baseline("space", "none");
        forge.finished(1, "none", "0.8", "1");
        forge.finished(10, "none", "0.9", "1");
        forge.finished(3, "torus", "0.8", "1");
        forge.finished(30, "torus", "0.9", "1");

        List<MetricRow> rows = rows(forge);

        assertThat(((Comparison.Paired) rows.get(2).comparison()).difference().estimate().mean()).isEqualTo(2);
        assertThat(((Comparison.Paired) rows.get(3).comparison()).difference().estimate().mean()).isEqualTo(20);
        assertThat(((Comparison.Paired) rows.get(3).comparison()).holm()).isEmpty();
    }

    @Test
    void onlyFinishedTrialsHaveASayAndTheOthersAreCounted() {
        ResultsForge forge = new ResultsForge(axis("space", "torus"), ResultsForge.seeds(5));
        forge.finished(1, "torus", "1").finished(3, "torus", "2").failed("diverged", "torus", "3")
                .unfinished("torus", "4").finished(null, "torus", "5");

        MetricRow row = rows(forge).getFirst();

        assertThat(row.n()).isEqualTo(2);
        assertThat(row.estimate().orElseThrow().mean()).isEqualTo(2);
        assertThat(row.without()).isEqualTo(1);
        assertThat(row.comparison()).isEqualTo(new Comparison.None());
    }

    @Test
    void aPairCountsWhereBothOfItHaveAValue() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(3))
                .baseline("space", "none");
        forge.finished(1, "none", "1").failed("killed", "none", "2").finished(1, "none", "3");
        forge.finished(2, "torus", "1").finished(5, "torus", "2").finished(4, "torus", "3");

        Comparison.Paired paired = (Comparison.Paired) rows(forge).getLast().comparison();

        assertThat(paired.difference().estimate().n()).isEqualTo(2);
        assertThat(paired.difference().estimate().mean()).isEqualTo(2);
    }

    @Test
    void aConditionWithoutAPartnerSaysWhy() {
        ResultsForge forge = new ResultsForge(
                axis("space", "none", "torus"), axis("sparsity", "0.8", "0.9"), ResultsForge.seeds(2))
                .baseline("space", "none");
        forge.finished(1, "torus", "0.8", "1");
        forge.failed("diverged", "none", "0.9", "1").finished(1, "torus", "0.9", "1");

        List<MetricRow> rows = rows(forge);

        assertThat(reason(rows.get(1))).isEqualTo("there is no trial of the baseline, space = none, sparsity = 0.8");
        assertThat(reason(rows.get(2)))
                .isEqualTo("no trial of the baseline, space = none, sparsity = 0.9, has a value");
    }

    @Test
    void aConditionThatSharesNoSeedWithTheBaselineSaysSo() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(2))
                .baseline("space", "none");
        forge.finished(1, "none", "1").finished(1, "torus", "2");

        assertThat(reason(rows(forge).getLast()))
                .isEqualTo("it has no seed in common with the baseline that has a value in both");
    }

    @Test
    void severalTrialsOfOneConditionAndSeedAreOnePartner() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus")).baseline("space", "none");
        forge.finished(1, "none").finished(2, "none").finished(4, "torus");

        Comparison.Paired paired = (Comparison.Paired) rows(forge).getLast().comparison();

        assertThat(paired.difference().estimate().mean()).isEqualTo(2.5);
    }

    private static String reason(MetricRow row) {
        return ((Comparison.Impossible) row.comparison()).reason();
    }

    private static List<MetricRow> rows(ResultsForge forge) {
        return ExperimentStatistics.of(forge.results()).metrics().getFirst().rows();
    }
}
