package io.moduli.cli;

import picocli.CommandLine.Command;

/** The commands for one plugin each; {@link ModuliCommand} adds them. */
@Command(name = "plugin", synopsisSubcommandLabel = "COMMAND", description = "Installs, checks and removes plugins.")
final class PluginCommand {
}
