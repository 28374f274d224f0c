package io.moduli.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command that contains the others. */
@Command(name = "moduli", synopsisSubcommandLabel = "COMMAND", versionProvider = VersionText.class, description = "Trains recurrent neural networks that become sparse by geometry.", footer = {
    "", "Examples:", //
    "  moduli run addition                              run a built-in pipeline", //
    "  moduli run my.conf -o seed=3 --out runs/seed-3   run your own, with a setting changed", //
    "  moduli new navigation                            write a pipeline to begin from", //
    "  moduli resume runs/addition                      continue a run that ended early", //
    "  moduli plugins pipeline                          what a pipeline can contain", //
    "  moduli plugins torus                             the settings of a component", //
    "  moduli help run                                  the help of a command"}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:done", //
        "1:the run failed: it diverged, a plugin failed, memory ran out, the disk is full", //
        "2:the input was bad: arguments, configuration, plugins", //
        "130:interrupted"})
final class ModuliCommand {

    /** Read when the first logger is created, so it must be set before anything logs. */
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.io.moduli";

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where in the code a failure came from.")
    private boolean stacktrace;

    @Option(names = "--plugins", scope = ScopeType.INHERIT, paramLabel = "DIR", description = {
        "Also load the bundles of this folder, such as my-plugin/target/bundles.", "May be repeated."})
    private List<Path> plugins = new ArrayList<>();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log to standard error what is being done.")
    private boolean verbose;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    @SuppressWarnings("unused") // picocli acts on the annotation
    private boolean help;

    @Option(names = {"-V",
        "--version"}, versionHelp = true, description = "Show the versions of Moduli, Java and the system.")
    @SuppressWarnings("unused") // picocli acts on the annotation
    private boolean version;

    private ModuliCommand() {}

    /**
     * Runs the command.
     *
     * @param surroundings its environment
     * @param arguments as they are typed after {@code moduli}
     * @return the exit status
     */
    static int execute(Console surroundings, String... arguments) {
        ModuliCommand root = new ModuliCommand();
        Console console = surroundings.with(() -> List.copyOf(root.plugins));
        Failures failures = new Failures(console, () -> root.stacktrace);
        CommandLine commandLine = line(root, console)
                .setExpandAtFiles(false)
                .setOut(Printing.writer(console.out()))
                .setErr(Printing.writer(console.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colours().out()))
                .setExecutionStrategy(parsed -> root.execute(parsed))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return commandLine.execute(arguments);
        } catch (Error error) {
            return failures.report(error);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    /** The command with all its subcommands, for documentation only. */
    static CommandLine described(Console console) {
        return line(new ModuliCommand(), console);
    }

    private static CommandLine line(ModuliCommand root, Console console) {
        return new CommandLine(root)
                .addSubcommand(new NewPipelineCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new ResumeCommand(console))
                .addSubcommand(ExperimentCommand.line(console))
                .addSubcommand(new EvaluateCommand(console))
                .addSubcommand(new OverlapCommand(console))
                .addSubcommand(new PredictCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new ValidateCommand(console))
                .addSubcommand(new PrintConfigurationCommand(console))
                .addSubcommand(new PluginsCommand(console))
                .addSubcommand(PluginCommand.line(console))
                .addSubcommand(DistributionCommand.line(console))
                .addSubcommand(new HelpCommand(console));
    }

    private int execute(ParseResult parsed) {
        if (verbose) {
            System.setProperty(LOG_LEVEL, "debug");
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
