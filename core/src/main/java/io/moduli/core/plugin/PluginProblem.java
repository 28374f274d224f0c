package io.moduli.core.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    public static String describe(Throwable thrown) {
        return switch (thrown) {
            // The error has the class's name alone; what it was caused by says why the class is not to be had.
            case NoClassDefFoundError missing when missing.getCause() instanceof ClassNotFoundException why ->
                describe("NoClassDefFoundError", why.getMessage());
            case ExceptionInInitializerError failed when failed.getCause() != null ->
                "a class could not be initialized: " + describe(failed.getCause());
            default -> describe(thrown.getClass().getSimpleName(), thrown.getMessage());
        };
    }

    private static String describe(String type, @Nullable String message) {
        return message == null ? type : type + ": " + message.lines().findFirst().orElse("");
    }
}
