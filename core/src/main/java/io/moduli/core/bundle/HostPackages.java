package io.moduli.core.bundle;

import io.moduli.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The packages that every bundle gets from the host and only from there, because objects of them cross between the two.
 *
 * @param apiVersions the version of every package of the api, as the api's own manifest exports them
 */
record HostPackages(Map<String, Version> apiVersions) {

    /** The prefix of the api's packages. */
    private static final String API = "io.moduli.api.";

    /** The host's own, which bundles do not see. */
    private static final List<String> HIDDEN = List.of("io.moduli.core.", "io.moduli.cli.");

    /**
     * What the host offers including all subpackages: the api, and ND4J with its native code, of which a process can
     * have only one copy.
     */
    private static final List<String> OFFERED = List.of(API, "org.nd4j.", "org.bytedeco.");

    /**
     * What the host offers of SLF4J, package by package: a bridge from another way of logging, such as jul-to-slf4j, has a
     * package below the same name, and the bundle brings it.
     */
    private static final Set<String> LOGGING = Set.of(
            "org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi");

    /** Other packages of the host: those that decide where the log goes. */
    private static final Set<String> LOG_PROVIDERS = Set.of("org.slf4j.impl", "org.slf4j.simple");

    HostPackages {
        apiVersions = Map.copyOf(apiVersions);
    }

    /** The host's packages, with the versions from the api's manifest. */
    static HostPackages ofHost() {
        Attributes manifest = apiManifest().getMainAttributes();
        String exports = manifest.getValue(Constants.EXPORT_PACKAGE);
        if (exports == null) {
            throw new IllegalStateException("the manifest of the api's jar exports no packages; is it the jar that the"
                    + " api's own build makes?");
        }
        Map<String, Version> versions = new LinkedHashMap<>();
        for (Clause export : Parser.parseHeader(exports)) {
            versions.put(export.getName(), Version.parseVersion(export.getAttribute(Constants.VERSION_ATTRIBUTE)));
        }
        return new HostPackages(versions);
    }

    /** Whether the host offers a package. */
    static boolean offers(String name) {
        return LOGGING.contains(name) || OFFERED.stream().anyMatch(prefix -> begins(name, prefix));
    }

    /** Whether a package is the host's own, which is not for bundles. */
    static boolean hidden(String name) {
        return HIDDEN.stream().anyMatch(prefix -> begins(name, prefix));
    }

    /** Whether a package is the api's. */
    static boolean isApi(String name) {
        return begins(name, API);
    }

    /** The host's package or prefix that a package falls under; empty if bundles may use it. */
    static Optional<String> reserved(String name) {
        if (LOGGING.contains(name) || LOG_PROVIDERS.contains(name)) {
            return Optional.of(name);
        }
        return Stream.of(OFFERED, HIDDEN).flatMap(List::stream).filter(prefix -> begins(name, prefix))
                .map(prefix -> prefix.substring(0, prefix.length() - 1)).findFirst();
    }

    /** The package of a class, or the folder of a resource, written with dots. */
    static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    private static boolean begins(String name, String prefix) {
        return name.startsWith(prefix) || name.length() == prefix.length() - 1 && prefix.startsWith(name);
    }

    /** The manifest beside the api's classes, not that of the first jar on the class path. */
    private static Manifest apiManifest() {
        CodeSource source = Plugin.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the api was loaded from no known place, so its version is not known");
        }
        String location = source.getLocation().toString();
        String root = location.endsWith("/") ? location : "jar:" + location + "!/";
        try (InputStream manifest = URI.create(root + JarFile.MANIFEST_NAME).toURL().openStream()) {
            return new Manifest(manifest);
        } catch (IOException e) {
            throw new IllegalStateException("the api's manifest cannot be read from " + location, e);
        }
    }
}
