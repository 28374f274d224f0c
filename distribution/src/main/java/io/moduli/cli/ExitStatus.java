package io.moduli.cli;

/** The exit status of the command. */
final class ExitStatus {

    /** It succeeded. */
    static final int DONE = 0;

    /** The run began and failed: it diverged, a plugin failed, memory ran out, the disk is full. */
    static final int FAILED = 1;

    /** The input was bad: arguments, a configuration, a plugin. Nothing was trained. */
    static final int BAD_INPUT = 2;

    /** It was interrupted; 128 plus the number of SIGINT, as in shells. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
