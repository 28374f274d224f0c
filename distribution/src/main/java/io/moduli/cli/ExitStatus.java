package io.moduli.cli;

/** What the command tells whoever started it. */
final class ExitStatus {

    /** It did what it was asked for. */
    static final int DONE = 0;

    /** The run began and failed: it diverged, a plugin failed, memory ran out, the disk is full. */
    static final int FAILED = 1;

    /** What it was given cannot be used: arguments, a configuration, a plugin. Nothing was trained. */
    static final int BAD_INPUT = 2;

    /** Someone stopped it; 128 and the number of SIGINT, as shells say it. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
