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
 * @param metadata what it says of itself; empty where not even that can be read
 * @param state how far it came
 * @param plugin its plugin, where it is active
 * @param problems why it failed, or what is wrong with some of its components while it is active
 */
public record Bundle(
        Path folder,
        Optional<BundleMetadata> metadata,
        BundleState state,
        Optional<InstalledPlugin> plugin,
        List<PluginProblem> problems) {

    public Bundle {
        problems = List.copyOf(problems);
    }

    /** Its symbolic name, or the name of its folder where it does not tell. */
    public String name() {
        return metadata.map(BundleMetadata::symbolicName).orElseGet(() -> folder.getFileName().toString());
    }
}
