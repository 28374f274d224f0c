package io.moduli.core.bundle;

import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/** Checks, before any class is loaded, whether a bundle is valid and whether everything that it needs is available. */
final class BundleResolver {

    /** Packages of annotations, which are not needed at run time. */
    private static final String ANNOTATIONS = "org.jspecify.annotations";

    private final HostPackages host;
    private final JavaPackages java = new JavaPackages();

    BundleResolver(HostPackages host) {
        this.host = host;
    }

    /** Everything that keeps a bundle from being used; none if it is valid. */
    List<BundleException> problems(InstalledBundle bundle) {
        List<BundleException> problems = new ArrayList<>();
        for (Check check : List.<Check>of(this::checkProvider, this::checkClassPath, this::checkApi,
                this::checkImports)) {
            try {
                check.on(bundle);
            } catch (BundleException e) {
                problems.add(e);
            }
        }
        return problems;
    }

    @FunctionalInterface
    private interface Check {

        void on(InstalledBundle bundle) throws BundleException;
    }

    private void checkProvider(InstalledBundle bundle) throws BundleException {
        String provider = bundle.provider();
        for (BundleJar jar : bundle.jars()) {
            if (jar.classes().contains(provider)) {
                ProviderClass.check(jar.path(), provider);
                return;
            }
        }
        throw new BundleException(bundle.pluginJar().path(),
                "its %s names the class %s, which is not in the bundle".formatted(PluginService.FILE, provider));
    }

    /** Otherwise a jar could add files that are neither checked nor part of the bundle's checksum. */
    private void checkClassPath(InstalledBundle bundle) throws BundleException {
        for (BundleJar jar : bundle.jars()) {
            for (String entry : jar.classPath()) {
                if (!isHarmless(bundle, jar.path(), entry)) {
                    throw new BundleException(jar.path(),
                            "the Class-Path of its manifest names %s, which is not in the "
                                    .formatted(entry) + "bundle; put the library's jar into the bundle's folder");
                }
            }
        }
    }

    /** Many libraries' manifests name files that do not exist; those in the folder are searched anyway. */
    private static boolean isHarmless(InstalledBundle bundle, Path jar, String entry) {
        try {
            Path file = Path.of(jar.toUri().resolve(entry)).normalize();
            return bundle.paths().contains(file) || file.startsWith(bundle.folder()) && !Files.exists(file);
        } catch (IllegalArgumentException | FileSystemNotFoundException elsewhere) {
            return false;
        }
    }

    /** All packages whose versions do not match: the packages of the api may have changed independently. */
    private void checkApi(InstalledBundle bundle) throws BundleException {
        Path jar = bundle.pluginJar().path();
        boolean any = false;
        Map<String, List<String>> unfit = new LinkedHashMap<>();
        for (ImportedPackage needed : bundle.metadata().imports()) {
            if (!HostPackages.isApi(needed.name())) {
                continue;
            }
            any = true;
            Version version = host.apiVersions().get(needed.name());
            if (version == null || !needed.range().includes(version)) {
                String difference = "version %s, but this Moduli has %s".formatted(needed.range(),
                        version == null ? "no such package" : "version " + version);
                unfit.computeIfAbsent(difference, _ -> new ArrayList<>()).add(needed.name());
            }
        }
        if (!any) {
            throw new BundleException(jar,
                    "its Import-Package names no package of io.moduli.api, so nothing tells "
                            + "which version it was made for; have the OSGi headers made by bnd-maven-plugin");
        }
        if (!unfit.isEmpty()) {
            throw new BundleException(jar, unfit.entrySet().stream()
                    .map(entry -> "it needs " + String.join(", ", entry.getValue()) + " in " + entry.getKey())
                    .collect(Collectors.joining("; ")));
        }
    }

    private void checkImports(InstalledBundle bundle) throws BundleException {
        Path jar = bundle.pluginJar().path();
        Set<String> packages = new HashSet<>();
        bundle.jars().forEach(each -> packages.addAll(each.packages()));
        List<String> missing = new ArrayList<>();
        for (ImportedPackage needed : bundle.metadata().imports()) {
            String name = needed.name();
            if (needed.optional() || name.equals(ANNOTATIONS) || packages.contains(name) || HostPackages.offers(name)) {
                continue;
            }
            if (HostPackages.reserved(name).isPresent()) {
                throw new BundleException(jar, "it uses " + name + ", which is not for plugins; of Moduli they use "
                        + "io.moduli.api alone");
            }
            if (!java.has(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new BundleException(jar,
                    "it needs %s, which neither its bundle nor Java %d has; add the library's jar"
                            .formatted(String.join(", ", missing), Runtime.version().feature())
                            + " to the bundle's folder");
        }
    }
}
