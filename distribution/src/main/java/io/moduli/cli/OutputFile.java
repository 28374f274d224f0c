package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that an argument names, written whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    /** Writes the contents of the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream output) throws IOException, BadInputException;
    }

    /**
     * Writes a file under a temporary name and renames it; an existing file is replaced.
     *
     * @throws BadArgumentException if there is no folder for it
     */
    static void write(Path file, Content content) throws IOException, BadInputException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new BadArgumentException("moduli: %s: %s".formatted(
                    file, Files.isDirectory(file) ? "it is a folder" : "there is no such folder to write it to"));
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.writeTo(output);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
