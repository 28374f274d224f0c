package io.moduli.core.bundle;

import io.moduli.core.plugin.PluginOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bundle whose jars have been read, but none of whose classes has been loaded.
 *
 * @param folder the bundle's folder
 * @param jars all jars of its folder
 * @param pluginJar the one among them that names the plugin
 * @param provider the class that it names
 * @param metadata that jar's metadata of the bundle
 */
record InstalledBundle(Path folder, List<BundleJar> jars, BundleJar pluginJar, String provider,
        BundleMetadata metadata) {

    InstalledBundle {
        jars = List.copyOf(jars);
    }

    /**
     * Reads the jars of a folder.
     *
     * @throws BundleException for the first jar that is at fault, or if together they are not a bundle
     */
    static InstalledBundle read(Path folder) throws BundleException {
        List<BundleJar> jars = new ArrayList<>();
        for (Path jar : BundleFolder.jars(folder)) {
            jars.add(BundleJar.read(jar));
        }
        BundleJar pluginJar = pluginJar(folder, jars);
        return new InstalledBundle(folder, jars, pluginJar, provider(pluginJar),
                BundleMetadata.of(pluginJar.path(), pluginJar.manifest()));
    }

    private static BundleJar pluginJar(Path folder, List<BundleJar> jars) throws BundleException {
        List<BundleJar> plugins = jars.stream().filter(jar -> jar.providers().isPresent()).toList();
        if (plugins.isEmpty()) {
            throw new BundleException(folder, "none of its jars (%s) names a plugin in %s".formatted(
                    names(jars), PluginService.FILE));
        }
        if (plugins.size() > 1) {
            throw new BundleException(folder, "several of its jars (%s) name a plugin; a bundle is one plugin with its "
                    .formatted(names(plugins)) + "libraries, and one version of it, so put the others into folders of"
                    + " their own or remove them");
        }
        return plugins.getFirst();
    }

    private static String provider(BundleJar jar) throws BundleException {
        List<String> providers = jar.providers().orElse(List.of());
        if (providers.size() != 1) {
            throw new BundleException(jar.path(), "its %s must name one class, but names %s".formatted(
                    PluginService.FILE, providers.isEmpty() ? "none" : String.join(", ", providers)));
        }
        return providers.getFirst();
    }

    private static String names(List<BundleJar> jars) {
        return jars.stream().map(jar -> jar.path().getFileName().toString()).collect(Collectors.joining(", "));
    }

    List<Path> paths() {
        return jars.stream().map(BundleJar::path).toList();
    }

    PluginOrigin origin() {
        return new PluginOrigin(pluginJar.path().toString(), Optional.of(metadata.symbolicName()),
                Optional.of(metadata.version()), paths());
    }
}
