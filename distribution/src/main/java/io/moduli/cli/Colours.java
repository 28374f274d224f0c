package io.moduli.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Whether output is coloured.
 *
 * @param out on standard output
 * @param err on standard error
 */
record Colours(Ansi out, Ansi err) {

    /** None at all. */
    static final Colours NONE = new Colours(Ansi.OFF, Ansi.OFF);

    /**
     * Colours on terminals, none elsewhere; {@code NO_COLOR} turns them off everywhere, and {@code CLICOLOR_FORCE}
     * turns them on even in files and pipes.
     *
     * @param environment the environment's variables
     * @param out whether standard output is a terminal
     * @param err whether standard error is one
     */
    static Colours of(Map<String, String> environment, boolean out, boolean err) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return NONE;
        }
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").matches("0?");
        return new Colours(out || forced ? Ansi.ON : Ansi.OFF, err || forced ? Ansi.ON : Ansi.OFF);
    }
}
