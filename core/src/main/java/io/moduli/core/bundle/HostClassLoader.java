package io.moduli.core.bundle;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.config.ND4JClassLoading;

/** What bundles see outside themselves: Java, and the packages that the host offers from its class path. */
final class HostClassLoader extends ClassLoader {

    private static final String ND4J = "org.nd4j.";

    private final ClassLoader host;

    /** @param host loads the offered packages */
    HostClassLoader(ClassLoader host) {
        super("host", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (HostPackages.offers(HostPackages.packageOf(name))) {
            if (name.startsWith(ND4J)) {
                // ND4J searches for its parts in the class loader of its first use, which must not be a bundle's.
                ND4JClassLoading.setNd4jClassloader(host);
            }
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return offersResource(name) ? host.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return offersResource(name) ? host.getResources(name) : Collections.emptyEnumeration();
    }

    /** A file belongs to the package of its folder, whatever its own name. */
    private static boolean offersResource(String name) {
        return HostPackages.offers(name.substring(0, Math.max(0, name.lastIndexOf('/'))).replace('/', '.'));
    }
}
