package io.moduli.core.plugin;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes plugins in one by one and checks all that they say. Plugins are other people's code: every call may throw, and
 * whatever the signatures promise may be null.
 */
final class PluginRegistration {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Map<String, InstalledPlugin> plugins = new LinkedHashMap<>();
    private final Map<ExtensionPoint<?>, SortedMap<String, InstalledComponent<?>>> components = new LinkedHashMap<>();
    private final List<PluginProblem> problems;

    PluginRegistration(List<PluginProblem> problems) {
        this.problems = new ArrayList<>(problems);
    }

    List<InstalledPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    Map<ExtensionPoint<?>, SortedMap<String, InstalledComponent<?>>> components() {
        return components;
    }

    List<PluginProblem> problems() {
        return problems;
    }

    void register(DiscoveredPlugin discovered) {
        Plugin plugin = discovered.plugin();
        Reporter reporter = new Reporter(plugin.getClass().getName(), discovered.origin().location());
        Optional<String> id = reporter.ask("id()", plugin::id).filter(name -> reporter.isName("its id", name));
        if (id.isEmpty()) {
            return;
        }
        InstalledPlugin earlier = plugins.get(id.get());
        if (earlier != null) {
            reporter.report(
                    "its id " + id.get() + " is already that of " + earlier.named() + "; remove one of the two");
            return;
        }
        Reporter named = new Reporter(id.get(), discovered.origin().location());
        String description = named.ask("description()", plugin::description).orElse("");
        InstalledPlugin installed = new InstalledPlugin(id.get(), description, discovered.origin());
        plugins.put(id.get(), installed);
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            registerFactories(point, plugin, installed, named);
        }
    }

    private <T> void registerFactories(
            ExtensionPoint<T> point, Plugin plugin, InstalledPlugin installed, Reporter reporter) {
        String list = "its list of " + point + " factories";
        Optional<List<ComponentFactory<?, ? extends T>>> factories = reporter.ask(list,
                () -> copy(point.factories(plugin)));
        int index = 0;
        for (ComponentFactory<?, ? extends T> factory : factories.orElse(List.of())) {
            if (factory == null) {
                reporter.report(list + " holds null at index " + index);
            } else {
                registerFactory(point, factory, installed, reporter);
            }
            index++;
        }
    }

    /** A copy, since iterating over a list of the plugin's own making may fail as well. */
    private static <E> @Nullable List<E> copy(@Nullable List<E> list) {
        return list == null ? null : new ArrayList<>(list);
    }

    private <T> void registerFactory(ExtensionPoint<T> point, ComponentFactory<?, ? extends T> factory,
            InstalledPlugin installed, Reporter reporter) {
        String what = "the name of " + factory.getClass().getName() + ", a factory of " + point + "s,";
        Optional<String> name = reporter.ask(what, factory::name).filter(text -> reporter.isName(what, text));
        if (name.isEmpty()) {
            return;
        }
        String component = "the " + point + " " + name.get();
        Optional<Class<? extends Record>> settings = reporter.ask("settings() of " + component, factory::settings);
        if (settings.isEmpty()) {
            return;
        }
        if (!settings.get().isRecord()) {
            reporter.report("settings() of " + component + " is " + settings.get().getName() + ", which is no record");
            return;
        }
        SortedMap<String, InstalledComponent<?>> named = components.computeIfAbsent(point, _ -> new TreeMap<>());
        InstalledComponent<?> earlier = named.get(name.get());
        if (earlier != null) {
            reporter.report(component + " is already offered by " + earlier.plugin().named()
                    + "; a name can be used once, so remove or rename one of the two");
            return;
        }
        named.put(name.get(), new InstalledComponent<>(point, name.get(), settings.get(), factory, installed));
    }

    /** Asks one plugin and files what goes wrong under its name. */
    private final class Reporter {

        private final String plugin;
        private final String origin;

        Reporter(String plugin, String origin) {
            this.plugin = plugin;
            this.origin = origin;
        }

        void report(String message) {
            problems.add(new PluginProblem(plugin, origin, message));
        }

        boolean isName(String what, String name) {
            boolean legal = NAME.matcher(name).matches();
            if (!legal) {
                report(what + " is \"" + name + "\", but must be lower-case letters, digits and hyphens "
                        + "that begin with a letter");
            }
            return legal;
        }

        <R> Optional<R> ask(String what, Supplier<? extends @Nullable R> question) {
            try {
                R answer = question.get();
                if (answer == null) {
                    report(what + " is null");
                    return Optional.empty();
                }
                return Optional.of(answer);
            } catch (RuntimeException | LinkageError e) {
                problems.add(new PluginProblem(plugin, origin, what + " failed: " + PluginProblem.describe(e),
                        Optional.of(e)));
                return Optional.empty();
            }
        }
    }
}
