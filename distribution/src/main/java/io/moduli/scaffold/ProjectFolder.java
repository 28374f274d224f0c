package io.moduli.scaffold;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the files of a project beside where they belong, and renames their folder when all are there. */
final class ProjectFolder {

    private ProjectFolder() {}

    /**
     * Writes files to a folder.
     *
     * @param folder empty or absent; those that it lies in are made
     * @param files texts by their paths from the folder
     * @throws BadInputException if something is there
     */
    static void write(Path folder, Map<String, String> files) throws BadInputException, IOException {
        Path target = folder.toAbsolutePath().normalize();
        requireFree(target);
        Path parent = Files.createDirectories(target.resolveSibling(""));
        Path part = Files.createTempDirectory(parent, "." + target.getFileName() + ".part");
        try {
            // A temporary folder is its owner's alone; a project is as open as its parent's other folders are.
            Path project = Files.createDirectory(part.resolve("project"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = project.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                Files.writeString(path, file.getValue());
            }
            Files.move(project, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Folders.delete(part);
        }
    }

    private static void requireFree(Path target) throws BadInputException, IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(target + " is there already and is not a folder");
        }
        try (Stream<Path> content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new BadInputException(target + " is there already and is not empty; --out names another folder");
            }
        }
    }
}
