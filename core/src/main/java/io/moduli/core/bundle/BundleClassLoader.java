package io.moduli.core.bundle;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads a bundle's classes from its own jars, and all others from the packages that the host offers. */
public final class BundleClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final String symbolicName;
    private final Path pluginJar;

    BundleClassLoader(InstalledBundle bundle, HostClassLoader host) {
        super("bundle " + bundle.metadata().symbolicName(),
                bundle.paths().stream().map(BundleClassLoader::url).toArray(URL[]::new), host);
        symbolicName = bundle.metadata().symbolicName();
        pluginJar = bundle.pluginJar().path();
    }

    String symbolicName() {
        return symbolicName;
    }

    Path pluginJar() {
        return pluginJar;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (HostPackages.hidden(HostPackages.packageOf(name))) {
            throw new ClassNotFoundException(name + " is not for plugins; of Moduli they use io.moduli.api alone");
        }
        return super.findClass(name);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no URL can be made of " + jar, e);
        }
    }
}
