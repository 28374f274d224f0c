package io.moduli.core.bundle;

import io.moduli.core.plugin.PluginOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle that nothing is wrong with as far as can be told without loading its classes.
 *
 * @param folder it
 * @param pluginJar the jar of its folder that names the plugin
 * @param jars all jars, that one included
 * @param metadata what the plugin's jar says of it
 */
record ResolvedBundle(Path folder, Path pluginJar, List<Path> jars, BundleMetadata metadata) {

    ResolvedBundle {
        jars = List.copyOf(jars);
    }

    PluginOrigin origin() {
        return new PluginOrigin(pluginJar.toString(), Optional.of(metadata.symbolicName()),
                Optional.of(metadata.version().toString()), jars);
    }

    BundleClassLoader classLoader(HostClassLoader host) {
        return new BundleClassLoader(metadata.symbolicName(), jars, host);
    }
}
