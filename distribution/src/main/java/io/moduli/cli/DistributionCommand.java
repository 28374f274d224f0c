package io.moduli.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What concerns distributions. */
@Command(name = "distribution", synopsisSubcommandLabel = "COMMAND", description = "Packages distributions.")
final class DistributionCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? there is "
                + String.join(", ", spec.subcommands().keySet()));
    }
}
