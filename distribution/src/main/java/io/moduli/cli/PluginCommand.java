package io.moduli.cli;

import picocli.CommandLine.Command;

/** The commands for one plugin each; {@link ModuliCommand} adds them. */
@Command(name = "plugin", synopsisSubcommandLabel = "COMMAND", description = "Begins, installs, verifies and removes plugins.", footer = {
    "", "Examples:", //
    "  moduli plugin new hyperbolic --kind moduli-space", //
    "  moduli plugin install org.example:hyperbolic:1.0"})
final class PluginCommand {
}
