package io.moduli.core.plugin;

/**
 * A plugin that was registered successfully.
 *
 * @param id its unique name
 * @param description what it is for, in one line; may be empty
 * @param origin where it came from
 */
public record InstalledPlugin(String id, String description, PluginOrigin origin) {

    /** The plugin and its origin, as messages name it: {@code plugin hyperbolic (/plugins/hyperbolic.jar)}. */
    public String named() {
        return "plugin " + id + " (" + origin.location() + ")";
    }
}
