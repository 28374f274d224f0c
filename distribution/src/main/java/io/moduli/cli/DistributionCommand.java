package io.moduli.cli;

import picocli.CommandLine.Command;

/** The commands for distributions; {@link ModuliCommand} adds them. */
@Command(name = "distribution", synopsisSubcommandLabel = "COMMAND", description = "Packages distributions.")
final class DistributionCommand {
}
