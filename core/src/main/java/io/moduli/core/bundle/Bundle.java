package io.moduli.core.bundle;

import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle as it stands.
 *
 * @param folder its folder
 * @param jars its jars, by name; empty where they cannot be read
 * @param metadata its manifest; empty if not even that can be read
 * @param state what it has come to
 * @param reached the last state before it failed, or else its state; empty where it failed before it was installed
 * @param plugin its plugin, where it is active
 * @param problems why it failed, or what is wrong with some of its components while it is active
 */
public record Bundle(
        Path folder,
        List<Path> jars,
        Optional<BundleMetadata> metadata,
        BundleState state,
        Optional<BundleState> reached,
        Optional<InstalledPlugin> plugin,
        List<PluginProblem> problems) {

    public Bundle {
        jars = List.copyOf(jars);
        problems = List.copyOf(problems);
    }

    /** Its symbolic name, or the name of its folder where it does not tell. */
    public String name() {
        return metadata.map(BundleMetadata::symbolicName).orElseGet(() -> folder.getFileName().toString());
    }
}
