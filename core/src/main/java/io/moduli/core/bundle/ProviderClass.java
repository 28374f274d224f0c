package io.moduli.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class that a bundle names as its plugin, checked before it is loaded by the first bytes of its class file. */
final class ProviderClass {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER = 8;

    /** A class file's major version is that of Java and this. */
    private static final int MAJOR_VERSION_OF_JAVA_0 = 44;

    private ProviderClass() {}

    /**
     * Checks that this Java can load the class.
     *
     * @param jar the jar that contains the class
     * @param name the class's name, with dots
     * @throws BundleException if it cannot
     */
    static void check(Path jar, String name) throws BundleException {
        byte[] bytes = bytes(jar, name);
        boolean classFile = bytes.length == HEADER
                && (bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF) == MAGIC;
        if (!classFile) {
            throw new BundleException(jar, "its class " + name + " is not a class file");
        }
        int java = ((bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF) - MAJOR_VERSION_OF_JAVA_0;
        int current = Runtime.version().feature();
        if (java > current) {
            throw new BundleException(jar,
                    "its class %s was compiled for Java %d, and this is Java %d; compile it for %d"
                            .formatted(name, java, current, current));
        }
    }

    private static byte[] bytes(Path jar, String name) throws BundleException {
        String path = name.replace('.', '/') + ".class";
        // Opened for this version of Java, so that a multi-release jar gives the class that Java would load.
        try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            ZipEntry entry = file.getEntry(path);
            if (entry == null) {
                throw new BundleException(jar, "it has its class %s only for a newer Java than %d".formatted(name,
                        Runtime.version().feature()));
            }
            try (InputStream stream = file.getInputStream(entry)) {
                return stream.readNBytes(HEADER);
            }
        } catch (IOException e) {
            throw new BundleException(jar, "its class %s cannot be read, the jar may be damaged: %s".formatted(name,
                    BundleFolder.reason(e)), e);
        }
    }
}
