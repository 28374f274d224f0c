package io.moduli.core.bundle;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads a bundle's classes from its own jars, and all others from what the host offers. */
public final class BundleClassLoader extends URLClassLoader {

    private static final String PREFIX = "bundle ";

    static {
        registerAsParallelCapable();
    }

    BundleClassLoader(String symbolicName, List<Path> jars, HostClassLoader host) {
        super(PREFIX + symbolicName, jars.stream().map(BundleClassLoader::url).toArray(URL[]::new), host);
    }

    /**
     * The bundle in whose code something was thrown, as its symbolic name; empty if it was not in a bundle's.
     *
     * @param thrown what was thrown, with its causes
     */
    public static Optional<String> bundleOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                String loader = frame.getClassLoaderName();
                if (loader != null && loader.startsWith(PREFIX)) {
                    return Optional.of(loader.substring(PREFIX.length()));
                }
            }
        }
        return Optional.empty();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no URL can be made of " + jar, e);
        }
    }
}
