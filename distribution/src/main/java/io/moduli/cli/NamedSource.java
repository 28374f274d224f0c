package io.moduli.cli;

import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.text.ConfigurationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what an argument names: a file or something built in. */
final class NamedSource {

    private NamedSource() {}

    /**
     * The named source.
     *
     * @param given the argument
     * @param kind the expected kind, such as pipeline
     * @throws BadArgumentException if it does not exist
     * @throws IOException if a built-in source cannot be read
     */
    static ConfigurationSource find(Console console, String given, String kind, BuiltIns builtIn) throws IOException {
        Optional<Path> path = path(console, given);
        Optional<Path> file = path.filter(there -> Files.exists(there) && !Files.isDirectory(there));
        if (file.isPresent()) {
            return ConfigurationSource.file(file.get());
        }
        Optional<ConfigurationSource> known = builtIn.find(given);
        if (known.isPresent()) {
            return known.get();
        }
        List<String> names = builtIn.names();
        String wrong = path.filter(Files::isDirectory).isPresent()
                ? " is a folder"
                : ": there is no such file and no such built-in " + kind;
        throw new BadArgumentException("moduli: %s%s%s; built in are %s"
                .formatted(given, wrong, Nearest.hint(given, names), String.join(", ", names)));
    }

    private static Optional<Path> path(Console console, String given) {
        try {
            return Optional.of(console.workingFolder().resolve(given));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
