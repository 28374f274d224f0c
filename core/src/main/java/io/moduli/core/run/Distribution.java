package io.moduli.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The distribution that this Moduli is part of.
 *
 * @param name its name in the manifest
 * @param version of the distribution, not of Moduli
 */
public record Distribution(String name, String version) {

    /** The resource that identifies it, in a distribution's {@code conf}. */
    public static final String RESOURCE = "moduli-distribution.properties";

    /** The one that this Moduli was started from; empty if it is used as a library, or not packaged yet. */
    public static Optional<Distribution> running() {
        return of(Distribution.class.getClassLoader());
    }

    /**
     * The one recorded on a class path.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<Distribution> of(ClassLoader classPath) {
        try (InputStream stream = classPath.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(stream);
            return Optional.of(new Distribution(properties.getProperty("name", ""),
                    properties.getProperty("version", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** Name and version. */
    public String named() {
        return name + " " + version;
    }
}
