package io.moduli.scaffold;

import io.moduli.core.run.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a distribution carries for those who write plugins: a Maven repository of the api, with the api, its contracts (the
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
     * @throws BadInputException where there is no distribution, or none that carries a kit
     */
    public static DevelopmentKit of(Optional<Path> home) throws BadInputException {
        if (home.isEmpty()) {
            throw new BadInputException("new plugins build against a distribution, but moduli was not started from one;"
                    + " use the bin/moduli of a distribution");
        }
        Path repository = home.get().toAbsolutePath().normalize().resolve("repository");
        Path api = repository.resolve(API);
        try (Stream<Path> versions = Files.list(api)) {
            List<String> found = versions.map(version -> version.getFileName().toString()).toList();
            if (found.size() == 1) {
                return new DevelopmentKit(repository, found.getFirst()).complete();
            }
        } catch (IOException _) {
            // It is not there: said below.
        }
        throw new BadInputException(
                api + " does not hold one version of the api; this distribution is not made for writing plugins");
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
