package io.moduli.core.plugin;

import java.util.Optional;

/**
 * What is wrong with one plugin. The others work on.
 *
 * @param plugin the plugin's id, or its class name where it does not tell a proper id; empty where not even that is known
 * @param origin where the plugin came from, usually the path of its jar; empty where that is not known
 * @param message what is wrong, and what would be right
 * @param cause what the plugin threw
 */
public record PluginProblem(String plugin, String origin, String message, Optional<Throwable> cause) {

    /** A problem that shows without the plugin throwing anything. */
    public PluginProblem(String plugin, String origin, String message) {
        this(plugin, origin, message, Optional.empty());
    }

    /** The problem in one line: {@code plugin hyperbolic (/plugins/hyperbolic.jar): what is wrong}. */
    public String render() {
        String name = plugin.isEmpty() ? "a plugin" : "plugin " + plugin;
        return name + (origin.isEmpty() ? "" : " (" + origin + ")") + ": " + message;
    }

    /** What a throwable says, in one line: its class and its message. */
    static String describe(Throwable thrown) {
        // The error has the class's name alone; what it was caused by says why the class is not to be had.
        Throwable telling = thrown instanceof NoClassDefFoundError
                && thrown.getCause() instanceof ClassNotFoundException why
                        ? why
                        : thrown;
        String type = thrown.getClass().getSimpleName();
        String message = telling.getMessage();
        return message == null ? type : type + ": " + message.lines().findFirst().orElse("");
    }
}
