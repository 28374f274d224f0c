package io.moduli.cli;

import io.moduli.core.engine.ProcessSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Optional;

/** The entry point of the {@code moduli} command. */
public final class Main {

    private Main() {}

    /**
     * Runs the command, which owns the process, and exits with its status.
     *
     * @param arguments as they are typed after {@code moduli}
     */
    public static void main(String[] arguments) {
        ProcessSettings.claim();
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Console console = Console.ofProcess(output.printer(), System.err);
        int status = ModuliCommand.execute(console, arguments);
        console.out().flush();
        Optional<String> failure = output.failure();
        if (status == ExitStatus.DONE && failure.isPresent()) {
            console.complain("moduli: standard output cannot be written to: " + failure.get());
            status = ExitStatus.FAILED;
        }
        System.exit(status);
    }
}
