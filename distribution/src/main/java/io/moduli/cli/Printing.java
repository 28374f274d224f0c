package io.moduli.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Joins the two ways to print that Java has. */
final class Printing {

    private Printing() {}

    /** A writer on a stream that keeps nothing back, in the stream's charset. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
