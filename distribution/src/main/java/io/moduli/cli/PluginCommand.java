package io.moduli.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that work on single plugins. */
@Command(name = "plugin", synopsisSubcommandLabel = "COMMAND", description = "Makes plugins.", footer = {
    "", "Example:", //
    "  moduli plugin new hyperbolic --kind moduli-space"})
final class PluginCommand {

    private PluginCommand() {}

    /** The group with its commands. */
    static CommandLine line(Console console) {
        return new CommandLine(new PluginCommand())
                .addSubcommand(new NewPluginCommand(console));
    }
}
