package io.moduli.cli;

import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.TrialOutcome;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** The progress of an experiment for someone who is watching: one bar for all trials, with the time left. */
final class ExperimentBar implements ExperimentProgress {

    /** The bar counts in parts of this size of the total work. */
    private static final int PARTS = 10_000;
    private static final int MILLISECONDS_BETWEEN_PICTURES = 250;

    private final Console console;
    private final ExperimentCourse course;
    private final int columns;
    private final ProgressBar bar;
    private int failed;
    /** Read by the thread that draws. */
    private volatile ProgressLine line = new ProgressLine("", "", 0, Optional.empty(), Optional.empty(),
            Optional.empty(),
            Optional.empty());

    ExperimentBar(Console console, ExperimentCourse course, int columns) {
        this.console = console;
        this.course = course;
        this.columns = columns;
        draw();
        this.bar = new ProgressBarBuilder()
                .setInitialMax(PARTS)
                .setRenderer(this::render)
                .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_PICTURES)
                // The last column stays free: some terminals start a new line after it.
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), columns - 1))
                .build();
    }

    private String render(ProgressState state, int width) {
        return line.fit(width, console.colours().err());
    }

    private void draw() {
        line = new ProgressLine(
                "%d/%d".formatted(course.ended(), course.all()), "trials", course.share(),
                Optional.of(course.running() + " running"),
                failed > 0 ? Optional.of(failed + " failed") : Optional.empty(), Optional.empty(),
                course.secondsLeft().map(seconds -> Numbers.clock(seconds) + " left"));
    }

    @Override
    public void started(int trial) {
        course.started(trial);
        draw();
    }

    @Override
    public void progressed(int trial, double share) {
        course.progressed(trial, share);
        draw();
        bar.stepTo(Math.round(PARTS * course.share()));
    }

    @Override
    public void ended(int trial) {
        Optional<TrialOutcome> outcome = course.ended(trial);
        if (outcome.isPresent() && outcome.get().status() == TrialStatus.FAILED) {
            failed++;
            above(course.line(trial, outcome.get()));
        }
        draw();
        bar.stepTo(Math.round(PARTS * course.share()));
    }

    @Override
    public void warned(String message) {
        above(Tone.WARNING.paint("warning:", console.colours().err()) + " " + message);
    }

    private void above(String text) {
        PrintStream err = console.err();
        err.println("\r" + " ".repeat(columns - 1) + "\r" + text);
    }

    @Override
    public void close() {
        bar.close();
    }
}
