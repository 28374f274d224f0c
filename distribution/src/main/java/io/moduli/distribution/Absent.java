package io.moduli.distribution;

import io.moduli.core.config.problem.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Describes what is at a path where something else was expected. */
final class Absent {

    private Absent() {}

    static String describe(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return path + " is a folder; say { type = folder, path = … }";
        }
        if (Files.exists(path)) {
            return path + " is a file; say { type = file, path = … }";
        }
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "there is no " + path + ", nor the folder that it would be in";
        }
        List<String> beside = Host.list(folder).stream().map(file -> file.getFileName().toString()).toList();
        return "there is no " + path + Nearest.hint(path.getFileName().toString(), beside);
    }
}
