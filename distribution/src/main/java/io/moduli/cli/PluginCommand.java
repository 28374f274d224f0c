package io.moduli.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that work on single plugins. */
@Command(name = "plugin", synopsisSubcommandLabel = "COMMAND", description = "Makes, installs, verifies and removes plugins.", footer = {
    "", "Examples:", //
    "  moduli plugin new hyperbolic --kind moduli-space", //
    "  moduli plugin install org.example:ring:1.0"})
final class PluginCommand {

    private PluginCommand() {}

    /** The group with its commands. */
    static CommandLine line(Console console) {
        return new CommandLine(new PluginCommand())
                .addSubcommand(new NewPluginCommand(console))
                .addSubcommand(new PluginInstallCommand(console))
                .addSubcommand(new PluginRemoveCommand(console))
                .addSubcommand(new PluginVerifyCommand(console));
    }
}
