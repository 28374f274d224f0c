package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Progress for someone who watches: a bar a stage, with the time left, the epoch, its loss and the sparsity. */
final class BarProgress implements Progress {

    private static final double NANOSECOND = 1e-9;
    private static final int MILLISECONDS_BETWEEN_PICTURES = 250;

    private final PrintStream err;
    private final int columns;
    private final Ansi ansi;
    private @Nullable ProgressBar bar;
    private int epochs;
    private long doneBefore;
    /** Read by the thread that draws. */
    private volatile List<String> details = List.of();

    /**
     * @param columns how wide the terminal is
     * @param ansi whether it has colours
     */
    BarProgress(PrintStream err, int columns, Ansi ansi) {
        this.err = err;
        this.columns = columns;
        this.ansi = ansi;
    }

    @Override
    public void stageStarted(StageStart stage) {
        close();
        epochs = stage.epochs();
        doneBefore = stage.stepsDone();
        details = List.of();
        if (stage.steps() > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("%d/%d %s".formatted(stage.number(), stage.of(), stage.name()))
                    .setInitialMax(stage.steps())
                    .setRenderer(this::render)
                    .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_PICTURES)
                    // The last column stays free: some terminals begin a new line after it.
                    .setConsumer(new ConsoleProgressBarConsumer(err, columns - 1))
                    .build();
            bar.stepTo(doneBefore);
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
        details = List.of(
                "epoch %d/%d".formatted(epoch.epoch(), epochs),
                "loss " + Numbers.significant(epoch.loss()),
                "sparsity " + Numbers.percent(epoch.sparsity()));
    }

    private String render(ProgressState state, int width) {
        long done = state.getCurrent();
        double seconds = state.getTotalElapsed().toNanos() * NANOSECOND;
        Optional<String> left = done > doneBefore && done < state.getMax()
                ? Optional.of(Numbers.clock(seconds / (done - doneBefore) * (state.getMax() - done)))
                : Optional.empty();
        return new ProgressLine(state.getTaskName(), state.getNormalizedProgress(), left, details).fit(width);
    }

    @Override
    public void stageDone(StageReport stage) {
        close();
    }

    @Override
    public void warned(String message) {
        err.println("\r" + " ".repeat(columns - 1) + "\r" + Tone.WARNING.paint("warning:", ansi) + " " + message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
