package io.moduli.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for distributions. */
@Command(name = "distribution", synopsisSubcommandLabel = "COMMAND", description = "Packages distributions.")
final class DistributionCommand {

    private DistributionCommand() {}

    /** The command with its subcommands. */
    static CommandLine line(Console console) {
        return new CommandLine(new DistributionCommand()).addSubcommand(new DistributionBuildCommand(console));
    }
}
