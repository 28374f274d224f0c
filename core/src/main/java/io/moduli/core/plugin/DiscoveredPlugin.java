package io.moduli.core.plugin;

import io.moduli.api.Plugin;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;

/**
 * An instance of a plugin, before anything that it says has been checked.
 *
 * @param plugin the instance
 * @param origin where it came from, for people: usually the path of its jar
 */
public record DiscoveredPlugin(Plugin plugin, String origin) {

    /** A plugin whose origin is where its class was loaded from. */
    public static DiscoveredPlugin of(Plugin plugin) {
        return new DiscoveredPlugin(plugin, locate(plugin.getClass()));
    }

    /** The jar or folder of a class, or its name where the class loader does not tell. */
    static String locate(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return type.getName();
        }
        return "file".equals(location.getProtocol()) ? location.getPath() : location.toString();
    }
}
