package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Progress for someone who is watching: one bar per stage, with the epoch, its loss so far, the sparsity and the time
 * left.
 */
final class BarProgress implements Progress {

    private static final int MILLISECONDS_BETWEEN_PICTURES = 250;

    private final PrintStream err;
    private final int columns;
    private final Ansi ansi;
    private @Nullable ProgressBar bar;
    private OptionalDouble sparsity = OptionalDouble.empty();
    /** Read by the thread that draws. */
    private volatile StageCourse course = new StageCourse(new StageStart(0, 0, "", "", 0, 0), OptionalDouble.empty(),
            System::nanoTime);

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
        course = new StageCourse(stage, sparsity, System::nanoTime);
        if (stage.steps() > 0) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(stage.steps())
                    .setRenderer(this::render)
                    .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_PICTURES)
                    // The last column stays free: some terminals start a new line after it.
                    .setConsumer(new ConsoleProgressBarConsumer(err, columns - 1))
                    .build();
            bar.stepTo(stage.stepsDone());
        }
    }

    @Override
    public void stepDone(long step, double loss) {
        course.stepDone(step, loss);
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void epochDone(EpochReport epoch) {
        course.epochDone(epoch);
        sparsity = OptionalDouble.of(epoch.sparsity());
    }

    private String render(ProgressState progress, int width) {
        StageCourse.State now = course.state();
        StageStart stage = course.stage();
        return new ProgressLine(
                "%d/%d".formatted(stage.number(), stage.of()), stage.name(), progress.getNormalizedProgress(),
                stage.epochs() == 0 ? Optional.empty()
                        : Optional.of("epoch %d/%d".formatted(now.epoch(), stage.epochs())),
                told("loss ", now.loss(), Numbers::significant), told("sparsity ", now.sparsity(), Numbers::percent),
                time(progress)).fit(width, ansi);
    }

    private static Optional<String> told(String what, OptionalDouble number, DoubleFunction<String> format) {
        return number.isEmpty() ? Optional.empty() : Optional.of(what + format.apply(number.getAsDouble()));
    }

    private Optional<String> time(ProgressState progress) {
        TimeLeft time = course.time();
        if (progress.getCurrent() >= progress.getMax()) {
            return Optional.of("done in " + Numbers.clock(time.seconds()));
        }
        OptionalDouble left = time.estimate();
        return left.isEmpty() ? Optional.empty() : Optional.of(Numbers.clock(left.getAsDouble()) + " left");
    }

    @Override
    public void stageDone(StageReport stage) {
        stage.metrics().stream().filter(metric -> metric.name().equals(Sparsity.METRIC)).findFirst()
                .ifPresent(metric -> sparsity = OptionalDouble.of(metric.value()));
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
