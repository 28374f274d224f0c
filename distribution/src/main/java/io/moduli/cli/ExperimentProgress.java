package io.moduli.cli;

import io.moduli.core.experiment.ExperimentRun;
import io.moduli.core.experiment.engine.TrialListener;
import java.io.IOException;

/** Shows the progress of an experiment; closed when it ends, however it ends. */
interface ExperimentProgress extends TrialListener, AutoCloseable {

    /** A bar on a terminal, a line for each trial elsewhere. */
    static ExperimentProgress on(Console console, ExperimentRun run) throws IOException {
        ExperimentCourse course = new ExperimentCourse(run, System::nanoTime);
        if (course.ended() > 0) {
            console.err().println("continuing: %s of %d ended before".formatted(
                    counted(course.ended(), "trial"), course.all()));
        }
        return console.columns().isPresent()
                ? new ExperimentBar(console, course, console.columns().getAsInt())
                : new ExperimentLines(console, course);
    }

    /** A number of things: {@code 1 trial}, {@code 12 trials}. */
    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Leaves the cursor at the beginning of a line. */
    @Override
    void close();
}
