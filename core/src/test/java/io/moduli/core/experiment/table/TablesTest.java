package io.moduli.core.experiment.table;

import static io.moduli.core.experiment.result.ResultsForge.axis;
import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.experiment.result.ResultsForge;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final double[] NONE = {0.36, 0.33, 0.37, 0.30, 0.41};
    private static final double[] TORUS = {0.31, 0.29, 0.35, 0.27, 0.33};

    @Test
    void plainText() {
        assertThat(PlainTable.of(table(spaces(), MetricTable.Intervals.HALF_WIDTH))).isEqualTo("""
                spaces: evaluate.error

                space  n  failed    mean ± 95 %     sd  difference ± 95 %  Holm p
                none   5       0  0.354 ± 0.052  0.042           baseline       -
                torus  5       1  0.310 ± 0.039  0.032     -0.044 ± 0.029   0.013

                n: finished trials that have a value; sd: standard deviation; ±: Student's 95 %
                interval of the mean.
                Differences are to the baseline (space = none), in pairs of trials with the same
                seed; p is that of the paired t test, corrected by Holm for the 1 comparison of
                this table.
                1 trial failed: 1 of space = torus.
                """);
    }

    @Test
    void markdown() {
        assertThat(MarkdownTable.of(table(spaces(), MetricTable.Intervals.ENDS))).startsWith("""
                ## spaces: evaluate.error

                | space | n | failed | mean | sd | 95 % interval | difference | 95 % interval | Holm p |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | none | 5 | 0 | 0.354 | 0.042 | [0.302, 0.406] | baseline | - | - |
                | torus | 5 | 1 | 0.310 | 0.032 | [0.271, 0.349] | -0.044 | [-0.073, -0.015] | 0.013 |

                n: finished trials""");
    }

    @Test
    void latexIsEscaped() {
        ResultsForge forge = new ResultsForge(axis("a_b", "50 %", "x & y", "{z}")).finished(1, "50 %")
                .finished(-2, "x & y").finished(3, "{z}");

        assertThat(LatexTable.of(table(forge, MetricTable.Intervals.ENDS))).contains("""
                \\begin{tabular}{lrrrrr}
                \\toprule
                a\\_b & n & failed & mean & sd & 95 \\% interval \\\\
                \\midrule
                50 \\% & 1 & 0 & 1.000 & - & - \\\\
                x \\& y & 1 & 0 & $-$2.000 & - & - \\\\
                \\{z\\} & 1 & 0 & 3.000 & - & - \\\\
                \\bottomrule
                \\end{tabular}
                """);
    }

    @Test
    void markdownIsEscaped() {
        assertThat(MarkdownTable.escape("a|b *c* <d> \\ [e](f) [0.1, 0.2]"))
                .isEqualTo("a\\|b \\*c\\* \\<d\\> \\\\ [e\\](f) [0.1, 0.2]");
    }

    @Test
    void plainTextIsAtMost80ColumnsWide() {
        ResultsForge forge = new ResultsForge(
                axis("space", "none", "a-space-with-a-long-name"), axis("sparsity", "0.8"), ResultsForge.seeds(5))
                .baseline("space", "none");
        for (int seed = 1; seed <= 5; seed++) {
            forge.finished(NONE[seed - 1], "none", "0.8", "" + seed);
            forge.finished(TORUS[seed - 1], "a-space-with-a-long-name", "0.8", "" + seed);
        }

        String text = PlainTable.of(table(forge, MetricTable.Intervals.HALF_WIDTH));

        assertThat(text.lines().toList()).allMatch(line -> line.length() <= 80);
        assertThat(text).contains("""
                space = a-space-with-a-long-name, sparsity = 0.8
                  5       0  0.310 ± 0.039  0.032     -0.044 ± 0.029   0.013
                """);
    }

    @Test
    void oneSeedHasNoIntervalAndTheTableSaysSo() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(1))
                .baseline("space", "none").finished(0.25, "none", "1").finished(0.125, "torus", "1");

        ResultTable table = table(forge, MetricTable.Intervals.ENDS);

        assertThat(table.rows().getLast())
                .containsExactly("torus", "1", "0", "0.1250", "-", "-", "-0.1250", "-", "-");
        assertThat(table.notes()).anyMatch(note -> note.startsWith("There is no interval"));
    }

    @Test
    void aStandardDeviationHasTwoDigitsHoweverWideTheIntervalIs() {
        ResultsForge forge = new ResultsForge(axis("space", "torus"), ResultsForge.seeds(2))
                .finished(0.17, "torus", "1").finished(0.19, "torus", "2");

        assertThat(table(forge, MetricTable.Intervals.HALF_WIDTH).rows())
                .containsExactly(List.of("torus", "2", "0", "0.18 ± 0.13", "0.014"));
    }

    @Test
    void whatIsMissingIsTold() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus", "sphere"), ResultsForge.seeds(3))
                .baseline("space", "none");
        forge.finished(1, "none", "1").failed("diverged", "none", "2");
        forge.finished(2, "torus", "1").finished(null, "torus", "2").unfinished("torus", "3");
        forge.finished(3, "sphere", "3");

        assertThat(table(forge, MetricTable.Intervals.ENDS).notes()).contains(
                "1 trial failed: 1 of space = none.",
                "1 trial not finished: 1 of space = torus.",
                "1 trial finished without a value of this metric: 1 of space = torus.",
                "Not compared: space = sphere: it has no seed in common with the baseline that has a value in both.");
    }

    @Test
    void networksThatHaveLearnedNothingAreToldFirst() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(2))
                .atBaseline(55, "none", "1").atBaseline(56, "none", "2").finished(12, "torus", "1");

        assertThat(table(forge, MetricTable.Intervals.ENDS).notes()).first().asString().isEqualTo(
                "Warning: 2 of 3 finished trials are no better than the baseline evaluate.centre-error: 2 of space = none."
                        + " These networks have learned nothing useful, and differences between them mean nothing.");
        assertThat(table(forge.atBaseline(55, "torus", "2"), MetricTable.Intervals.ENDS).notes()).first().asString()
                .startsWith("Warning: 3 of 4 finished trials are no better");
        assertThat(table(spaces(), MetricTable.Intervals.ENDS).notes()).noneMatch(note -> note.startsWith("Warning"));
    }

    @Test
    void ofManyThingsMissingTheFirstAreNamed() {
        ResultsForge forge = new ResultsForge(axis("x", "1", "2", "3", "4", "5", "6", "7"));
        for (int x = 1; x <= 7; x++) {
            forge.failed("diverged", "" + x);
        }

        assertThat(table(forge, MetricTable.Intervals.ENDS).notes()).contains(
                "7 trials failed: 1 of x = 1; 1 of x = 2; 1 of x = 3; 1 of x = 4; 1 of x = 5; and 2 more.");
    }

    @Test
    void anExperimentWithoutAxesIsOneRow() {
        ResultsForge forge = new ResultsForge().finished(0.5);

        ResultTable table = table(forge, MetricTable.Intervals.HALF_WIDTH);

        assertThat(table.headings()).containsExactly("n", "failed", "mean ± 95 %", "sd");
        assertThat(table.rows()).containsExactly(List.of("1", "0", "0.5000", "-"));
    }

    private static ResultsForge spaces() {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus"), ResultsForge.seeds(6))
                .baseline("space", "none");
        for (int seed = 1; seed <= 5; seed++) {
            forge.finished(NONE[seed - 1], "none", "" + seed).finished(TORUS[seed - 1], "torus", "" + seed);
        }
        return forge.failed("diverged", "torus", "6");
    }

    private static ResultTable table(ResultsForge forge, MetricTable.Intervals intervals) {
        ExperimentStatistics statistics = ExperimentStatistics.of(forge.results());
        return MetricTable.of(statistics, statistics.metrics().getFirst(), intervals);
    }
}
