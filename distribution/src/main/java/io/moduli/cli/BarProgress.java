package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress for someone who watches: a bar a stage, with the time left, the epoch, its loss and the sparsity. */
final class BarProgress implements Progress {

    private static final int MILLISECONDS_BETWEEN_PICTURES = 250;

    private final PrintStream err;
    private final int columns;
    private @Nullable ProgressBar bar;
    private int epochs;

    /** @param columns how wide the terminal is */
    BarProgress(PrintStream err, int columns) {
        this.err = err;
        this.columns = columns;
    }

    @Override
    public void stageStarted(StageStart stage) {
        close();
        epochs = stage.epochs();
        if (stage.steps() > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("%d/%d %s".formatted(stage.number(), stage.of(), stage.name()))
                    .setInitialMax(stage.steps())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_PICTURES)
                    // The last column stays free: some terminals begin a new line after it.
                    .setConsumer(new ConsoleProgressBarConsumer(err, columns - 1))
                    .build();
        }
    }

    @Override
    public void stepDone(long step, double loss) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void epochDone(EpochReport epoch) {
        if (bar != null) {
            bar.setExtraMessage(" epoch %d/%d, loss %s, sparsity %s".formatted(
                    epoch.epoch(), epochs, Numbers.significant(epoch.loss()), Numbers.percent(epoch.sparsity())));
        }
    }

    @Override
    public void stageDone(StageReport stage) {
        close();
    }

    @Override
    public void warned(String message) {
        err.println("\r" + " ".repeat(columns - 1) + "\rwarning: " + message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
