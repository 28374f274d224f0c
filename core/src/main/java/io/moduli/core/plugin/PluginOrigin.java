package io.moduli.core.plugin;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Optional;

/**
 * Where a plugin's code came from.
 *
 * @param location for people: usually the path of its jar
 * @param bundle the symbolic name of its bundle; empty for a plugin on the class path
 * @param version of the bundle, or what the jar says
 * @param jars all jars of the bundle, or only the plugin's if it is on the class path; empty if it is not in a jar
 */
public record PluginOrigin(String location, Optional<String> bundle, Optional<String> version, List<Path> jars) {

    public PluginOrigin {
        jars = List.copyOf(jars);
    }

    /** A place of which nothing else is known. */
    public static PluginOrigin at(String location) {
        return new PluginOrigin(location, Optional.empty(), Optional.empty(), List.of());
    }

    /** Where a class on the class path came from. */
    static PluginOrigin of(Class<?> type) {
        Optional<URI> source = source(type);
        String location = source.map(uri -> "file".equals(uri.getScheme()) ? uri.getPath() : uri.toString())
                .orElseGet(type::getName);
        return new PluginOrigin(location, Optional.empty(),
                Optional.ofNullable(type.getPackage().getImplementationVersion()),
                source.flatMap(PluginOrigin::jar).stream().toList());
    }

    private static Optional<URI> source(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            return location == null ? Optional.empty() : Optional.of(location.toURI());
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
    }

    private static Optional<Path> jar(URI source) {
        try {
            return Optional.of(Path.of(source)).filter(Files::isRegularFile);
        } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return Optional.empty();
        }
    }
}
