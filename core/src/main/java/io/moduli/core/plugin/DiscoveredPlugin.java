package io.moduli.core.plugin;

import io.moduli.api.Plugin;

/**
 * An instance of a plugin, before anything it declares has been checked.
 *
 * @param plugin the instance
 * @param origin where it came from
 */
public record DiscoveredPlugin(Plugin plugin, PluginOrigin origin) {

    /** A plugin whose origin is where its class was loaded from. */
    public static DiscoveredPlugin of(Plugin plugin) {
        return new DiscoveredPlugin(plugin, PluginOrigin.of(plugin.getClass()));
    }
}
