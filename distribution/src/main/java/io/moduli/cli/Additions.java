package io.moduli.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a distribution contains besides plugins: jars in its folder {@code additions}, which, unlike plugins, see the
 * command's own classes, and whose engines experiments can name.
 */
final class Additions {

    private static final String FOLDER = "additions";

    private Additions() {}

    /** A loader of the command's classes and those of the additions, until the process ends. */
    static ClassLoader classPath(Console console) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (console.home().isPresent()) {
            Path folder = console.home().get().resolve(FOLDER);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                        jars.add(url(jar));
                    }
                }
            }
        }
        return jars.isEmpty()
                ? console.classPath()
                : new URLClassLoader(FOLDER, jars.toArray(URL[]::new), console.classPath());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("a file has an address: " + jar, impossible);
        }
    }
}
