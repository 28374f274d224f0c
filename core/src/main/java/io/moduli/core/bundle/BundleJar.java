package io.moduli.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A jar of a bundle, as far as it can be known without loading a class.
 *
 * @param path of the jar
 * @param manifest the main attributes of its manifest; empty if it has none
 * @param packages the packages that it has classes of
 * @param classes its classes' names
 * @param providers the classes that it names as plugins; empty if it has no such file
 */
record BundleJar(
        Path path,
        Attributes manifest,
        Set<String> packages,
        Set<String> classes,
        Optional<List<String>> providers) {

    private static final String CLASS = ".class";
    private static final String VERSIONS = "META-INF/versions/";

    /**
     * Reads a jar's directory, its manifest and its service file.
     *
     * @throws BundleException where it is no sound jar, or brings what is the host's
     */
    static BundleJar read(Path path) throws BundleException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Set<String> packages = new HashSet<>();
            Set<String> classes = new HashSet<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                refuseEscape(path, name);
                if (name.endsWith(CLASS)) {
                    String type = className(name);
                    refuseReserved(path, type);
                    classes.add(type);
                    packages.add(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
                }
            }
            Manifest manifest = jar.getManifest();
            return new BundleJar(path, manifest == null ? new Attributes() : manifest.getMainAttributes(),
                    packages, classes, providers(jar));
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof IOException io ? BundleFolder.reason(io) : String.valueOf(e.getMessage());
            throw new BundleException(path, "this jar cannot be read, it may be damaged or cut short: " + why, e);
        }
    }

    private static String className(String entry) {
        String path = entry.startsWith(VERSIONS) ? entry.replaceFirst(VERSIONS + "[0-9]+/", "") : entry;
        return path.substring(0, path.length() - CLASS.length()).replace('/', '.');
    }

    private static void refuseEscape(Path jar, String entry) throws BundleException {
        String path = entry.replace('\\', '/');
        if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            throw new BundleException(jar, "this jar has an entry that leads out of it, \"" + entry + "\"");
        }
    }

    private static void refuseReserved(Path jar, String type) throws BundleException {
        Optional<String> reserved = HostPackages.reserved(type);
        if (reserved.isPresent()) {
            throw new BundleException(jar, "this jar brings %s (%s), which comes from the host and only from there; "
                    .formatted(reserved.get(), type) + "leave it out of the bundle (in Maven, scope provided)");
        }
    }

    private static Optional<List<String>> providers(JarFile jar) throws IOException {
        ZipEntry service = jar.getEntry(PluginService.FILE);
        if (service == null) {
            return Optional.empty();
        }
        try (InputStream stream = jar.getInputStream(service)) {
            return Optional.of(PluginService.providers(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
