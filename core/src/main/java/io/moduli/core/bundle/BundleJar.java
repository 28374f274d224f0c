package io.moduli.core.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * What can be known about a jar of a bundle without loading a class.
 *
 * @param path of the jar
 * @param manifest the main attributes of its manifest; empty if it has none
 * @param packages the packages of its classes
 * @param classes its classes' names
 * @param providers the classes that it names as plugins; empty if it has no service file
 */
record BundleJar(
        Path path,
        Attributes manifest,
        Set<String> packages,
        Set<String> classes,
        Optional<List<String>> providers) {

    private static final String CLASS = ".class";
    private static final String VERSIONS = "META-INF/versions/";

    /** Signed libraries list a digest for each of their files in the manifest; none of these manifests is this long. */
    private static final int LONGEST_TEXT = 16 << 20;

    /**
     * Reads a jar's directory, its manifest and its service file.
     *
     * @throws BundleException if it is not a valid jar, or contains packages of the host
     */
    static BundleJar read(Path path) throws BundleException {
        if (!Files.isRegularFile(path)) {
            throw new BundleException(path, "this is not a file that could be a jar");
        }
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Set<String> packages = new HashSet<>();
            Set<String> classes = new HashSet<>();
            Attributes manifest = new Attributes();
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                refuseEscape(path, name);
                if (name.endsWith(CLASS)) {
                    String type = className(name);
                    refuseReserved(path, type);
                    classes.add(type);
                    packages.add(HostPackages.packageOf(type));
                } else if (name.equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                    manifest = manifest(path, bounded(path, jar, entry));
                }
            }
            return new BundleJar(path, manifest, packages, classes, providers(path, jar));
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof IOException io ? BundleFolder.reason(io) : String.valueOf(e.getMessage());
            throw new BundleException(path, "this jar cannot be read, it may be damaged or cut short: " + why, e);
        }
    }

    private static Attributes manifest(Path jar, byte[] text) throws BundleException {
        try {
            return new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            throw new BundleException(jar, "its manifest is malformed: " + e.getMessage(), e);
        }
    }

    /** The bytes of an entry; only a malicious jar would make it so long that it fills the memory. */
    private static byte[] bounded(Path path, JarFile jar, ZipEntry entry) throws BundleException, IOException {
        try (InputStream stream = jar.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw new BundleException(path, "its %s is longer than %d MiB, which no honest jar's is".formatted(
                        entry.getName(), LONGEST_TEXT >> 20));
            }
            return bytes;
        }
    }

    /** The files that its manifest adds to its class path, as paths or URLs relative to the jar. */
    List<String> classPath() {
        String value = manifest.getValue(Attributes.Name.CLASS_PATH);
        return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
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
        Optional<String> reserved = HostPackages.reserved(HostPackages.packageOf(type));
        if (reserved.isPresent()) {
            throw new BundleException(jar, "this jar brings %s (%s), which comes from the host and only from there; "
                    .formatted(reserved.get(), type) + "leave it out of the bundle (in Maven, scope provided)");
        }
    }

    private static Optional<List<String>> providers(Path path, JarFile jar) throws BundleException, IOException {
        ZipEntry service = jar.getEntry(PluginService.FILE);
        if (service == null) {
            return Optional.empty();
        }
        return Optional.of(PluginService.providers(new String(bounded(path, jar, service), StandardCharsets.UTF_8)));
    }
}
