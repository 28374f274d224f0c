package io.moduli.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that work on experiments. */
@Command(name = "experiment", synopsisSubcommandLabel = "COMMAND", description = "Runs experiments: many trials of a pipeline that answer one question.", footer = {
    "", "Examples:", //
    "  moduli experiment list", //
    "  moduli experiment run small/tables/a-priori", //
    "  moduli experiment run my-experiment.conf --dry-run"})
final class ExperimentCommand {

    private ExperimentCommand() {}

    /** The group with its commands. */
    static CommandLine line(Console console) {
        return new CommandLine(new ExperimentCommand())
                .addSubcommand(new ExperimentRunCommand(console))
                .addSubcommand(new ExperimentTrialCommand(console))
                .addSubcommand(new ExperimentCollectCommand(console))
                .addSubcommand(new ExperimentReportCommand(console))
                .addSubcommand(new ExperimentListCommand(console));
    }
}
