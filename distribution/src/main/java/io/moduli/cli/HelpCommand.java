package io.moduli.cli;

import io.moduli.core.config.problem.Nearest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, as its option {@code --help} does. */
@Command(name = "help", customSynopsis = "moduli help [COMMAND]", description = "Shows the help of a command.", footer = {
    "", "Examples:", //
    "  moduli help", //
    "  moduli help run", //
    "  moduli help plugin install"})
final class HelpCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, such as run or plugin install; all of them by default.")
    private List<String> names = List.of();

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new BadArgumentException("moduli: " + unknown(name, command));
            }
            command = next;
        }
        command.usage(console.out(), console.colours().out());
        return ExitStatus.DONE;
    }

    /** Reports that a command has no such subcommand. */
    static String unknown(String name, CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            return "there is no use for the argument " + name;
        }
        return "unknown command " + name + Nearest.hint(name, command.getSubcommands().keySet()) + "; there are "
                + String.join(", ", command.getSubcommands().keySet());
    }
}
