package io.moduli.core.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A problem of one plugin. It does not affect the others.
 *
 * @param plugin the plugin's id, or its class name if it has no valid id; empty if not even that is known
 * @param origin where the plugin came from, usually the path of its jar; empty if that is not known
 * @param message what is wrong, and what would be right
 * @param cause the plugin's exception
 */
public record PluginProblem(String plugin, String origin, String message, Optional<Throwable> cause) {

    /** A problem without an exception of the plugin. */
    public PluginProblem(String plugin, String origin, String message) {
        this(plugin, origin, message, Optional.empty());
    }

    /** The problem in one line: {@code plugin hyperbolic (/plugins/hyperbolic.jar): what is wrong}. */
    public String render() {
        String name = plugin.isEmpty() ? "a plugin" : "plugin " + plugin;
        return name + (origin.isEmpty() ? "" : " (" + origin + ")") + ": " + message;
    }

    /** A throwable in one line: its class and its message. */
    public static String describe(Throwable thrown) {
        return switch (thrown) {
            // The error has only the class's name; its cause says why the class is unavailable.
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
