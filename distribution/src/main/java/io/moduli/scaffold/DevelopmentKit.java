package io.moduli.scaffold;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.install.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a distribution contains for authors of plugins: a Maven repository of the api, with the api, its contracts (the
 * test-jar) and its description.
 *
 * @param repository the repository's folder
 * @param version the api's version as an artifact
 */
public record DevelopmentKit(Path repository, String version) {

    private static final String API = "io/moduli/moduli-api";

    /**
     * The kit of a distribution.
     *
     * @throws BadInputException if there is no distribution, or none that carries a kit
     */
    public static DevelopmentKit of(Optional<Path> home) throws BadInputException {
        if (home.isEmpty()) {
            throw new BadInputException("new plugins build against a distribution, but moduli was not started from one;"
                    + " use the bin/moduli of a distribution");
        }
        Path repository = home.get().toAbsolutePath().normalize().resolve("repository");
        Path api = repository.resolve(API);
        List<String> versions;
        try (Stream<Path> found = Files.list(api)) {
            versions = found.filter(Files::isDirectory).map(version -> version.getFileName().toString())
                    .filter(version -> !Leftovers.has(version)).toList();
        } catch (IOException unreadable) {
            throw new BadInputException(api + " cannot be read; this distribution is not made for writing plugins",
                    unreadable);
        }
        if (versions.size() != 1) {
            throw new BadInputException("%s holds %d versions of the api, not one; this distribution is not whole"
                    .formatted(api, versions.size()));
        }
        return new DevelopmentKit(repository, versions.getFirst()).complete();
    }

    private DevelopmentKit complete() throws BadInputException {
        for (String suffix : List.of(".jar", "-tests.jar", ".pom")) {
            Path file = repository.resolve(API, version, "moduli-api-" + version + suffix);
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(file + " is not there; this distribution is not whole");
            }
        }
        return this;
    }
}
