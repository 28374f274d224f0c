package io.moduli.cli;

import io.moduli.core.bundle.BundleFailedException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pruning.BrokenPrunerException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into lines for people and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Console console;
    private final BooleanSupplier stacktrace;

    /** @param stacktrace whether to print stack traces */
    Failures(Console console, BooleanSupplier stacktrace) {
        this.console = console;
        this.stacktrace = stacktrace;
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        if (arguments.length == 0) {
            command.usage(console.err(), console.colours().err());
            return ExitStatus.BAD_INPUT;
        }
        // Missing arguments do not matter if an earlier word is not a command.
        for (CommandLine outer = command.getParent(); outer != null; outer = outer.getParent()) {
            if (!outer.getUnmatchedArguments().isEmpty()) {
                return bad(unknown(outer.getUnmatchedArguments().getFirst(), outer), outer);
            }
        }
        return bad(thrown instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().get(0), command)
                : String.valueOf(thrown.getMessage()), command);
    }

    private int bad(String message, CommandLine command) {
        say(message);
        console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.BAD_INPUT;
    }

    private static String unknown(String argument, CommandLine command) {
        if (argument.startsWith("-")) {
            return "unknown option " + argument
                    + Nearest.hint(argument, command.getCommandSpec().optionsMap().keySet());
        }
        // "moduli plugins install" is a typo for "moduli plugin install".
        CommandWords words = new CommandWords(command.getCommandSpec().root().commandLine());
        return HelpCommand.unknown(argument, command) + command.getParseResult().matchedPositionals().stream()
                .flatMap(positional -> positional.stringValues().stream())
                .flatMap(value -> words.hint(value).stream())
                .findFirst().map(hint -> "; " + hint).orElse("");
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        return report(thrown);
    }

    /** Prints a failure and returns its exit status. */
    int report(Throwable thrown) {
        if (stacktrace.getAsBoolean()) {
            trace(thrown);
        }
        switch (thrown) {
            case BadArgumentException bad -> {
                String.valueOf(bad.getMessage()).lines().forEach(console::complain);
                return ExitStatus.BAD_INPUT;
            }
            case BadInputException bad -> {
                say(String.valueOf(bad.getMessage()));
                return ExitStatus.BAD_INPUT;
            }
            case BundleFailedException failed -> {
                say(String.valueOf(failed.getMessage()));
                return failed.isUnlinkable() ? ExitStatus.BAD_INPUT : ExitStatus.FAILED;
            }
            case InterruptedRunException _ -> {
                say("interrupted");
                return ExitStatus.INTERRUPTED;
            }
            case DivergedException diverged -> say(String.valueOf(diverged.getMessage()));
            case BrokenPrunerException broken -> say(String.valueOf(broken.getMessage()));
            case FileSystemException refused -> say("a file failed: " + describe(refused));
            case IOException failed -> say("reading or writing failed: " + describe(failed));
            case OutOfMemoryError exhausted -> say("out of memory: " + exhausted.getMessage()
                    + "; take a smaller network or batch, or raise the limit with MODULI_OPTS, for instance -Xmx8g");
            default -> say("failed unexpectedly: " + describe(thrown)
                    + "; this is a fault in Moduli or in a plugin, and --stacktrace shows where");
        }
        for (Throwable besides : thrown.getSuppressed()) {
            say("after that, this failed, too: " + describe(besides));
        }
        return ExitStatus.FAILED;
    }

    /** The stack trace of a bad argument is useless; that of a component's rejection may help. */
    private void trace(Throwable thrown) {
        if (thrown instanceof BadArgumentException) {
            for (Throwable cause : thrown.getSuppressed()) {
                cause.printStackTrace(console.err());
            }
        } else {
            thrown.printStackTrace(console.err());
        }
    }

    private static String describe(Throwable thrown) {
        if (thrown instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getFile() + ": " + refused.getReason();
        }
        if (thrown.getClass() == IOException.class && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        return thrown.getClass().getSimpleName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
    }

    private void say(String message) {
        console.complain("moduli: " + message);
    }
}
