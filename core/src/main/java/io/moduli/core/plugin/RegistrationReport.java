package io.moduli.core.plugin;

import java.util.List;

/**
 * The result of registering plugins, apart from the components that pipelines can name.
 *
 * @param plugins the registered plugins, in the order in which they were found
 * @param contested components whose names others of the same kind claim, too
 * @param problems the problems of all plugins
 */
record RegistrationReport(
        List<InstalledPlugin> plugins, List<InstalledComponent<?>> contested, List<PluginProblem> problems) {

    RegistrationReport {
        plugins = List.copyOf(plugins);
        contested = List.copyOf(contested);
        problems = List.copyOf(problems);
    }
}
