package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/** Progress for log files: a line at a stage's beginning and end, and between them one every few seconds. */
final class LineProgress implements Progress {

    private static final double NANOSECOND = 1e-9;
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintStream err;
    private final LongSupplier nanoseconds;
    private final Ansi ansi;
    private StageCourse course;
    private long lastLine;

    /**
     * @param nanoseconds a clock that counts them from anywhere
     * @param ansi whether there are colours
     */
    LineProgress(PrintStream err, LongSupplier nanoseconds, Ansi ansi) {
        this.err = err;
        this.nanoseconds = nanoseconds;
        this.ansi = ansi;
        this.course = new StageCourse(new StageStart(0, 0, "", "", 0, 0), OptionalDouble.empty(), nanoseconds);
    }

    @Override
    public void stageStarted(StageStart started) {
        course = new StageCourse(started, course.state().sparsity(), nanoseconds);
        lastLine = nanoseconds.getAsLong();
        err.println(
                "stage %d of %d, %s: %s".formatted(started.number(), started.of(), started.name(), extent(started)));
    }

    @Override
    public void stepDone(long step, double loss) {
        course.stepDone(step, loss);
        if ((nanoseconds.getAsLong() - lastLine) * NANOSECOND >= SECONDS_BETWEEN_LINES) {
            StageStart stage = course.stage();
            StageCourse.State now = course.state();
            line((stage.epochs() == 0 ? "" : "epoch %d of %d, ".formatted(now.epoch(), stage.epochs()))
                    + "step %d of %d".formatted(step, stage.steps())
                    + told(", loss ", now.loss(), Numbers::significant)
                    + told(", sparsity ", now.sparsity(), Numbers::percent)
                    + told(", ", course.time().estimate(), seconds -> Numbers.clock(seconds) + " left"));
        }
    }

    @Override
    public void epochDone(EpochReport epoch) {
        course.epochDone(epoch);
        if (epoch.epoch() == course.stage().epochs()) {
            line("epoch %d of %d, loss %s, sparsity %s".formatted(epoch.epoch(), epoch.epoch(),
                    Numbers.significant(epoch.loss()), Numbers.percent(epoch.sparsity())));
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
            return count(started.epochs(), "epoch") + ", " + count(started.steps(), "step");
        }
        return started.steps() > 0 ? count(started.steps(), "batch", "batches") : "at once";
    }

    private static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void line(String text) {
        lastLine = nanoseconds.getAsLong();
        err.println("  " + text);
    }

    private static String told(String before, OptionalDouble number, DoubleFunction<String> format) {
        return number.isEmpty() ? "" : before + format.apply(number.getAsDouble());
    }
}
