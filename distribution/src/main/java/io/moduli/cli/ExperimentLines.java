package io.moduli.cli;

/** The progress of an experiment for log files: a line for each trial that has ended. */
record ExperimentLines(Console console, ExperimentCourse course) implements ExperimentProgress {

    @Override
    public void started(int trial) {
        course.started(trial);
    }

    @Override
    public void progressed(int trial, double share) {
        course.progressed(trial, share);
    }

    @Override
    public void ended(int trial) {
        course.ended(trial).ifPresent(outcome -> console.err().println(course.line(trial, outcome)
                + course.secondsLeft().map(seconds -> "; %s left".formatted(Numbers.clock(seconds))).orElse("")));
    }

    @Override
    public void warned(String message) {
        console.warn(message);
    }

    @Override
    public void close() {
        console.err().flush();
    }
}
