package io.moduli.core.plugin;

import io.moduli.api.Plugin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/**
 * Creates plugins. On a class path it looks for them with the service loader, which fails at any step: the next jar's
 * service file may be malformed, name a class that is missing or damaged, or one whose constructor throws. Each failure
 * costs one plugin, not the search.
 */
public final class PluginDiscovery {

    /** A loader that cannot get past a failure repeats it forever; this many in a row are not a coincidence. */
    private static final int REPETITIONS = 100;

    private final ServiceFiles serviceFiles;
    private final List<DiscoveredPlugin> plugins = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    private PluginDiscovery(ServiceFiles serviceFiles) {
        this.serviceFiles = serviceFiles;
    }

    /** Searches everything that a class loader sees. */
    public static PluginDiscovery search(ClassLoader classLoader) {
        PluginDiscovery discovery = new PluginDiscovery(new ServiceFiles(classLoader));
        // The stream gives the class before it creates the instance, so a failing constructor can be located.
        discovery.collect(ServiceLoader.load(Plugin.class, classLoader).stream().iterator());
        return discovery;
    }

    /**
     * Creates the plugin of a bundle that is known to name a class.
     *
     * @param classLoader the loader of the class
     * @param className of the plugin
     * @param origin where it came from
     */
    public static PluginDiscovery make(ClassLoader classLoader, String className, PluginOrigin origin) {
        PluginDiscovery discovery = new PluginDiscovery(new ServiceFiles(classLoader));
        try {
            Class<?> type = Class.forName(className, false, classLoader);
            Optional<String> fault = fault(type);
            if (fault.isEmpty()) {
                discovery.instantiate(type.asSubclass(Plugin.class), origin,
                        () -> type.asSubclass(Plugin.class).getConstructor().newInstance());
            } else {
                discovery.problems.add(new PluginProblem(
                        className, origin.location(), "its class " + className + " " + fault.get()));
            }
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            discovery.problems.add(new PluginProblem(className, origin.location(),
                    "its class " + className + " cannot be loaded: " + PluginProblem.describe(e), Optional.of(e)));
        }
        return discovery;
    }

    /** Why a class cannot be instantiated as a plugin. */
    private static Optional<String> fault(Class<?> type) {
        int modifiers = type.getModifiers();
        String fault;
        if (!Plugin.class.isAssignableFrom(type)) {
            return Optional.of("does not implement " + Plugin.class.getName());
        } else if (type.isInterface()) {
            fault = "is an interface";
        } else if (Modifier.isAbstract(modifiers)) {
            fault = "is abstract";
        } else if (!Modifier.isPublic(modifiers)) {
            fault = "is not public";
        } else if (Arrays.stream(type.getConstructors()).noneMatch(each -> each.getParameterCount() == 0)) {
            fault = "has no public constructor without parameters";
        } else {
            return Optional.empty();
        }
        return Optional.of(fault + "; a plugin is a public class with a public constructor without parameters");
    }

    /** The plugins that could be created, in the order in which they were found. */
    public List<DiscoveredPlugin> plugins() {
        return List.copyOf(plugins);
    }

    /** Why others could not. */
    public List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    private void collect(Iterator<Provider<Plugin>> providers) {
        int failures = 0;
        while (failures < REPETITIONS) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                Provider<Plugin> provider = providers.next();
                failures = 0;
                instantiate(provider.type(), PluginOrigin.of(provider.type()), provider::get);
            } catch (ServiceConfigurationError | LinkageError | SecurityException e) {
                failures++;
                report(e);
            }
        }
    }

    private void report(Throwable failure) {
        String why = PluginProblem.describe(failure);
        PluginProblem problem = new PluginProblem("", serviceFiles.locate(why), "cannot be loaded: " + why,
                Optional.of(failure));
        boolean repeated = problems.stream().anyMatch(earlier -> earlier.render().equals(problem.render()));
        if (!repeated) {
            problems.add(problem);
        }
    }

    private void instantiate(Class<? extends Plugin> type, PluginOrigin origin,
            PluginCode.Call<Plugin, Exception> constructor) {
        try {
            plugins.add(new DiscoveredPlugin(PluginCode.call(type.getClassLoader(), constructor), origin));
        } catch (Throwable thrown) {
            // Whatever a constructor throws, even after infinite recursion or for a huge array, is the plugin's fault.
            boolean wrapped = thrown instanceof ServiceConfigurationError
                    || thrown instanceof InvocationTargetException;
            Throwable cause = wrapped && thrown.getCause() != null ? thrown.getCause() : thrown;
            problems.add(new PluginProblem(type.getName(), origin.location(),
                    "its constructor failed: " + PluginProblem.describe(cause), Optional.of(thrown)));
        }
    }
}
