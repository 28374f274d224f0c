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
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
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

    /** The api's packages begin like this. */
    private static final String API = "io.moduli.api.";

    /** The host's own, which bundles do not see. */
    private static final List<String> HIDDEN = List.of("io.moduli.core.", "io.moduli.cli.");

    /** What the host offers: the api, and the libraries whose types the api speaks of. */
    private static final List<String> OFFERED = List.of(API, "org.nd4j.", "org.bytedeco.", "org.slf4j.");

    HostPackages {
        apiVersions = Map.copyOf(apiVersions);
    }

    /** The host's packages, with the versions that the api's manifest tells. */
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

    /** Whether the host offers a class or package of this name, written with points. */
    static boolean offers(String name) {
        return OFFERED.stream().anyMatch(prefix -> begins(name, prefix));
    }

    /** Whether a class is the host's own, which is not for bundles. */
    static boolean hidden(String name) {
        return HIDDEN.stream().anyMatch(prefix -> begins(name, prefix));
    }

    /** Whether a package is the api's. */
    static boolean isApi(String name) {
        return begins(name, API);
    }

    /** The beginning that a class or package has in common with what is the host's; empty if it is free for bundles. */
    static Optional<String> reserved(String name) {
        for (List<String> prefixes : List.of(OFFERED, HIDDEN)) {
            for (String prefix : prefixes) {
                if (begins(name, prefix)) {
                    return Optional.of(prefix.substring(0, prefix.length() - 1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean begins(String name, String prefix) {
        return name.startsWith(prefix) || name.length() == prefix.length() - 1 && prefix.startsWith(name);
    }

    /** The manifest that lies beside the api's classes, not that of whichever jar comes first. */
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
