package io.moduli.core.bundle;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Loads a bundle's classes from its own jars, and all others from what the host offers. */
public final class BundleClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    BundleClassLoader(String symbolicName, List<Path> jars, HostClassLoader host) {
        super("bundle " + symbolicName, jars.stream().map(BundleClassLoader::url).toArray(URL[]::new), host);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no URL can be made of " + jar, e);
        }
    }
}
