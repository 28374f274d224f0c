package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.task.Metric;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

class ProgressLineTest {

    private static ProgressLine line(String name, double share, String epoch, String loss) {
        return new ProgressLine("1/4", name, share, Optional.of(epoch), Optional.of(loss),
                Optional.of("sparsity 50.0 %"), Optional.of("1:02:03 left"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5   | ''", //
        "13  | 1/4   50%", //
        "19  | 1/4 train   50%", //
        "29  | 1/4 train   50%  1:02:03 left", //
        "39  | 1/4   50%  loss 0.1234  1:02:03 left", //
        "50  | 1/4 train [==>  ]   50%  loss 0.1234  1:02:03 left",
        "79  | 1/4 train [=====>     ]  epoch 3/30  loss 0.1234  sparsity 50.0 %  1:02:03 left",
        "100 | 1/4 train [=============>            ]   50%  epoch 3/30  loss 0.1234  sparsity 50.0 %  1:02:03 left"})
    void whatIsShownIsWholeAndTheBarFillsTheRest(int columns, String expected) {
        assertThat(line("train", 0.5, "epoch 3/30", "loss 0.1234").fit(columns, Ansi.OFF)).isEqualTo(expected)
                .hasSizeLessThanOrEqualTo(columns);
    }

    @Test
    void everythingIsWholeIn80ColumnsWithLongNumbersToo() {
        assertThat(line("lottery-ticket", 0.25, "epoch 100/100", "loss 1.234e-05").fit(79, Ansi.OFF))
                .isEqualTo("1/4 [==>        ]  epoch 100/100  loss 1.234e-05  sparsity 50.0 %  1:02:03 left");
    }

    @Test
    void aLongNameIsCutBeforeTheTimeIs() {
        assertThat(new ProgressLine("3/4", "a-lottery-ticket-with-a-long-name", 0.999, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of("0:01 left")).fit(39, Ansi.OFF))
                .isEqualTo("3/4 a-lottery-tick.. [====>]  0:01 left");
    }

    @Test
    void theBarIsGreenWhereThereAreColours() {
        assertThat(new ProgressLine("1/1", "evaluate", 0.4, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()).fit(26, Ansi.ON))
                .isEqualTo("1/1 evaluate [\u001b[32m====>\u001b[0m      ]");
    }

    @ParameterizedTest
    @CsvSource({"80", "40", "20"})
    void noPictureIsWiderThanTheTerminal(int columns) {
        assertThat(pictures(columns)).allSatisfy(picture -> assertThat(picture).hasSizeLessThan(columns));
    }

    @Test
    void theLossOfTheEpochSoFarIsToldBetweenEpochsAndTheSparsityStaysKnown() {
        assertThat(pictures(100).getLast()).matches(
                "2/2 lottery-ticket \\[=+> *\\]   30%  epoch 2/4  loss 0\\.3000  sparsity 50\\.0 % *");
    }

    /** What a terminal is shown of two stages, the second of which goes on in its second epoch. */
    private static List<String> pictures(int columns) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        BarProgress progress = new BarProgress(
                new PrintStream(written, true, StandardCharsets.UTF_8), columns, Ansi.OFF);
        progress.stageStarted(new StageStart(1, 2, "train", "train", 4, 1));
        progress.stepDone(4, 0.5);
        progress.epochDone(new EpochReport(1, 1, 4, 0.5, 0, 1, 1e-3, 0.25, OptionalDouble.empty(), 1, 0));
        progress.stageDone(new StageReport(1, "train", "train", 1, 4, List.of(new Metric("sparsity", 0.5))));
        progress.stageStarted(new StageStart(2, 2, "lottery-ticket", "lottery-ticket", 40, 4, 10));
        progress.stepDone(11, 0.4);
        progress.stepDone(12, 0.2);
        progress.close();
        return List.of(written.toString(StandardCharsets.UTF_8).split("[\r\n]+"));
    }
}
