package io.moduli.core.plugin;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs the code that creates plugins and components with their class loader as the thread's context class loader, where
 * many libraries look for services and resources; with the host's they would find those of the host's copies of the
 * same libraries. Components themselves do the same whenever they are called, see
 * {@link io.moduli.core.plugin.context}.
 */
public final class PluginCode {

    static {
        // The logging library reads its configuration once, in the class loader of the thread that requests the first logger.
        LoggerFactory.getILoggerFactory();
    }

    private PluginCode() {}

    /**
     * A call of a plugin's code.
     *
     * @param <R> what it returns
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Call<R extends @Nullable Object, E extends Exception> {

        /** Makes the call. */
        R make() throws E;
    }

    /**
     * Calls code of a plugin.
     *
     * @param owner an object of one of the plugin's classes
     */
    public static <R extends @Nullable Object, E extends Exception> R call(Object owner, Call<R, E> call) throws E {
        return call(owner.getClass().getClassLoader(), call);
    }

    static <R extends @Nullable Object, E extends Exception> R call(@Nullable ClassLoader plugins, Call<R, E> call)
            throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugins);
        try {
            return call.make();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
