package io.moduli.cli;

import io.moduli.core.pipeline.PipelineListener;

/** Shows the progress of a run; closed when it ends, however it ends. */
interface Progress extends PipelineListener, AutoCloseable {

    /** A bar on a terminal, plain lines elsewhere. */
    static Progress on(Console console) {
        return console.columns().isPresent()
                ? new BarProgress(console.err(), console.columns().getAsInt(), console.colours().err())
                : new LineProgress(console.err(), System::nanoTime, console.colours().err());
    }

    /** Leaves the cursor at the beginning of a line. */
    @Override
    void close();
}
