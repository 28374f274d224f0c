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
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class LineProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now;
    private final LineProgress progress = new LineProgress(
            new PrintStream(written, true, StandardCharsets.UTF_8), () -> now, Ansi.OFF);

    @Test
    void aLineComesEveryFiveSecondsAndAfterTheLastEpoch() {
        progress.stageStarted(new StageStart(1, 2, "train", "train", 40, 4));
        epochAt(1, 4);
        epochAt(2, 8);
        epochAt(3, 9);
        epochAt(4, 10);
        progress.stageDone(
                new StageReport(1, "train", "train", 10, 40, List.of(new Metric("distance", 12.5, "cm"))));

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "stage 1 of 2, train: 4 epochs, 40 steps", //
                "  epoch 2 of 4, step 13 of 40, loss 0.2500, sparsity 50.0 %, 0:11 left", //
                "  epoch 4 of 4, loss 0.2500, sparsity 50.0 %", //
                "  done in 10.0 s: distance 12.50 cm");
    }

    @Test
    void stepsAreToldBeforeAnEpochIsDone() {
        progress.stageStarted(new StageStart(1, 1, "train", "train", 1000, 1));
        now = 5 * SECOND;
        progress.stepDone(250, 0.125);
        progress.stepDone(251, 0.125);

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "stage 1 of 1, train: 1 epoch, 1000 steps", "  epoch 1 of 1, step 250 of 1000, loss 0.1250");
    }

    private void epochAt(int epoch, long second) {
        long begin = now;
        for (int step = 1; step <= 10; step++) {
            now = begin + (second * SECOND - begin) * step / 10;
            progress.stepDone(10L * (epoch - 1) + step, 0.25);
        }
        progress.epochDone(
                new EpochReport(1, epoch, 10L * epoch, 0.25, 0, 1, 1e-3, 0.5, OptionalDouble.empty(), 1, 0));
    }
}
