package io.moduli.core.plugin;

import io.moduli.api.Plugin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/**
 * Looks for plugins with the service loader, which fails at any step: the next jar's service file may be malformed, name
 * a class that is missing or damaged, or one whose constructor throws. Each failure costs one plugin, not the search.
 */
public final class PluginDiscovery {

    /** A loader that cannot get past a failure repeats it for ever; that many in a row are no coincidence. */
    private static final int REPETITIONS = 100;

    private final ServiceFiles serviceFiles;
    private final List<DiscoveredPlugin> plugins = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    private PluginDiscovery(ServiceFiles serviceFiles) {
        this.serviceFiles = serviceFiles;
    }

    /** Looks through everything that a class loader sees. */
    public static PluginDiscovery search(ClassLoader classLoader) {
        PluginDiscovery discovery = new PluginDiscovery(new ServiceFiles(classLoader));
        // The stream tells the class before it makes the instance, so a failing constructor can be located.
        discovery.collect(ServiceLoader.load(Plugin.class, classLoader).stream().iterator());
        return discovery;
    }

    /** The plugins that could be made, in the order in which they were found. */
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
                instantiate(provider);
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                report(e);
            }
        }
    }

    private void report(Error failure) {
        String why = PluginProblem.describe(failure);
        PluginProblem problem = new PluginProblem("", serviceFiles.locate(why), "cannot be loaded: " + why,
                Optional.of(failure));
        boolean repeated = problems.stream().anyMatch(earlier -> earlier.render().equals(problem.render()));
        if (!repeated) {
            problems.add(problem);
        }
    }

    private void instantiate(Provider<Plugin> provider) {
        Class<? extends Plugin> type = provider.type();
        PluginOrigin origin = PluginOrigin.of(type);
        try {
            plugins.add(new DiscoveredPlugin(provider.get(), origin));
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.add(new PluginProblem(type.getName(), origin.location(),
                    "its constructor failed: " + PluginProblem.describe(cause), Optional.of(e)));
        }
    }
}
