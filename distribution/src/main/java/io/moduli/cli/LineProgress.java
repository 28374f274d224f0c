package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/** Progress for log files: a line at a stage's beginning and end, and between them one every few seconds. */
final class LineProgress implements Progress {

    private static final double NANOSECOND = 1e-9;
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintStream err;
    private final LongSupplier nanoseconds;
    private final Ansi ansi;
    private StageStart stage = new StageStart(0, 0, "", "", 0, 0);
    private long begin;
    private long lastLine;

    /**
     * @param nanoseconds a clock that counts them from anywhere
     * @param ansi whether there are colours
     */
    LineProgress(PrintStream err, LongSupplier nanoseconds, Ansi ansi) {
        this.err = err;
        this.nanoseconds = nanoseconds;
        this.ansi = ansi;
    }

    @Override
    public void stageStarted(StageStart started) {
        stage = started;
        begin = nanoseconds.getAsLong();
        lastLine = begin;
        err.println(
                "stage %d of %d, %s: %s".formatted(started.number(), started.of(), started.name(), extent(started)));
    }

    @Override
    public void stepDone(long step, double loss) {
        if (isTime()) {
            line("step %d of %d, loss %s%s".formatted(step, stage.steps(), Numbers.significant(loss), left(step)));
        }
    }

    @Override
    public void epochDone(EpochReport epoch) {
        String line = "epoch %d of %d, loss %s, sparsity %s".formatted(
                epoch.epoch(), stage.epochs(), Numbers.significant(epoch.loss()), Numbers.percent(epoch.sparsity()));
        if (isTime() || epoch.epoch() == stage.epochs()) {
            line(line + left(epoch.step()));
        }
    }

    @Override
    public void stageDone(StageReport done) {
        err.println("  done in %s s: %s".formatted(Numbers.seconds(done.seconds()), RunTable.metrics(done.metrics())));
    }

    @Override
    public void warned(String message) {
        err.println(Tone.WARNING.paint("warning:", ansi) + " " + message);
    }

    @Override
    public void close() {
        err.flush();
    }

    private static String extent(StageStart started) {
        if (started.epochs() > 0) {
            return "%d epochs, %d steps".formatted(started.epochs(), started.steps());
        }
        return started.steps() > 0 ? started.steps() + " batches" : "at once";
    }

    private boolean isTime() { return (nanoseconds.getAsLong() - lastLine) * NANOSECOND >= SECONDS_BETWEEN_LINES; }

    private void line(String text) {
        lastLine = nanoseconds.getAsLong();
        err.println("  " + text);
    }

    private String left(long step) {
        if (step <= stage.stepsDone() || step >= stage.steps()) {
            return "";
        }
        double elapsed = (nanoseconds.getAsLong() - begin) * NANOSECOND;
        return ", %s left".formatted(Numbers.clock(elapsed / (step - stage.stepsDone()) * (stage.steps() - step)));
    }
}
