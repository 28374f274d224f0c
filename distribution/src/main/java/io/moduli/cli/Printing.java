package io.moduli.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Connects Java's two ways to print. */
final class Printing {

    private Printing() {}

    /** An unbuffered writer on a stream, in the stream's charset. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
