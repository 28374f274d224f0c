package io.moduli.cli;

import io.moduli.core.pipeline.PipelineListener;

/** Shows how a run goes on; closed when it ends, however it ends. */
interface Progress extends PipelineListener, AutoCloseable {

    /** A bar where someone watches a terminal, plain lines elsewhere. */
    static Progress on(Console console) {
        return console.columns().isPresent()
                ? new BarProgress(console.err(), console.columns().getAsInt(), console.colours().err())
                : new LineProgress(console.err(), System::nanoTime, console.colours().err());
    }

    /** Leaves the terminal at the beginning of a line. */
    @Override
    void close();
}
