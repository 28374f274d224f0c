package io.moduli.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the files of a distribution for shells: manual pages for {@code man}, and completion for bash and zsh. */
public final class ShellFiles {

    private final Path folder;
    private final String version;

    private ShellFiles(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /**
     * Writes the files; the build calls it.
     *
     * @param arguments the folder to write them to, which is created, and the version of Moduli
     * @throws IOException if they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, System.out.charset());
        Console console = new Console(nowhere, nowhere, OptionalInt.empty(), Path.of(""),
                ShellFiles.class.getClassLoader(), Optional.empty());
        new ShellFiles(Path.of(arguments[0]), arguments[1]).write(ModuliCommand.described(console));
    }

    private void write(CommandLine command) throws IOException {
        Path completion = Files.createDirectories(folder.resolve("completion"));
        Files.writeString(completion.resolve("moduli.bash"), AutoComplete.bash("moduli", command));
        manual(command, Files.createDirectories(folder.resolve("man/man1")));
    }

    private void manual(CommandLine command, Path pages) throws IOException {
        ManualPage page = new ManualPage(command.getCommandSpec(), version);
        Files.writeString(pages.resolve(page.fileName()), page.text());
        for (CommandLine below : command.getSubcommands().values()) {
            manual(below, pages);
        }
    }
}
