package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.pipeline.EpochReport;
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

    private static final List<String> DETAILS = List.of("epoch 3/30", "loss 0.1234", "sparsity 50.0 %");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "27 | 1/4 train  50% 1:02:03 left",
        "39 | 1/4 train [====>    ]  50% 1:02:03 left",
        "52 | 1/4 train [=====>    ]  50% 1:02:03 left  epoch 3/30",
        "65 | 1/4 train [=====>    ]  50% 1:02:03 left  epoch 3/30, loss 0.1234",
        "90 | 1/4 train [=========>        ]  50% 1:02:03 left  epoch 3/30, loss 0.1234, sparsity 50.0 %"})
    void theTimeLeftIsWholeAndTheRestFillsWhatIsWide(int columns, String expected) {
        String line = new ProgressLine("1/4 train", 0.5, Optional.of("1:02:03"), DETAILS).fit(columns);

        assertThat(line).isEqualTo(expected.strip()).hasSizeLessThanOrEqualTo(columns);
    }

    @Test
    void aLongNameIsCutBeforeTheTimeIs() {
        assertThat(
                new ProgressLine("3/4 a-lottery-ticket-with-a-long-name", 0.999, Optional.of("0:01"), DETAILS).fit(39))
                .isEqualTo("3/4 a-lottery-ticket-w..  99% 0:01 left");
        assertThat(new ProgressLine("4/4 evaluate", 1, Optional.empty(), List.of()).fit(39))
                .isEqualTo("4/4 evaluate [===================] 100%");
    }

    @Test
    void aTerminalOf40ColumnsIsToldTheTimeLeft() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        BarProgress progress = new BarProgress(
                new PrintStream(written, true, StandardCharsets.UTF_8), 40, Ansi.OFF);
        progress.stageStarted(new StageStart(1, 2, "train", "train", 40, 4));
        progress.stepDone(10, 0.25);
        progress.epochDone(new EpochReport(1, 1, 10, 0.25, 0, 1, 1e-3, 0.5, OptionalDouble.empty(), 1, 0));
        progress.close();

        String[] pictures = written.toString(StandardCharsets.UTF_8).split("[\r\n]+");
        assertThat(pictures).allSatisfy(picture -> assertThat(picture).hasSizeLessThan(40));
        assertThat(pictures[pictures.length - 1]).startsWith("1/2 train [").contains(" 25% 0:").endsWith(" left");
    }
}
