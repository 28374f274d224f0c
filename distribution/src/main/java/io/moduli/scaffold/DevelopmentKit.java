package io.moduli.scaffold;

import io.moduli.core.run.BadInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a distribution carries for those who write plugins: the api's contracts (its test-jar) and its description for
 * Maven, in the folder {@code development}. The api itself is in {@code lib}. The build of a plugin puts all three into
 * the author's own Maven repository, whatever mirrors are set and whether there is a network or not.
 *
 * @param home the distribution's folder
 * @param version the api's version as an artifact
 */
public record DevelopmentKit(Path home, String version) {

    private static final String API = "moduli-api-";
    private static final String DESCRIPTION = ".pom";

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
        Path folder = home.get().toAbsolutePath().normalize().resolve("development");
        try (DirectoryStream<Path> descriptions = Files.newDirectoryStream(folder, API + "*" + DESCRIPTION)) {
            for (Path description : descriptions) {
                String name = description.getFileName().toString();
                String version = name.substring(API.length(), name.length() - DESCRIPTION.length());
                return new DevelopmentKit(home.get().toAbsolutePath().normalize(), version).complete();
            }
        } catch (IOException _) {
            // It is not there: said below.
        }
        throw new BadInputException(folder + " holds no description of the api (" + API + "*" + DESCRIPTION
                + "); this distribution is not made for writing plugins");
    }

    private DevelopmentKit complete() throws BadInputException {
        for (String file : List.of("lib/" + API + version + ".jar", "development/" + API + version + "-tests.jar")) {
            if (!Files.isRegularFile(home.resolve(file))) {
                throw new BadInputException(home.resolve(file) + " is not there; this distribution is not whole");
            }
        }
        return this;
    }
}
