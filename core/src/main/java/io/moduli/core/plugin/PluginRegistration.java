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
    private final Map<ExtensionPoint<?>, SortedMap<String, List<InstalledComponent<?>>>> claims = new LinkedHashMap<>();
    private final List<PluginProblem> problems;

    PluginRegistration(List<PluginProblem> problems) {
        this.problems = new ArrayList<>(problems);
    }

    List<InstalledPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    /** Everything that is offered, by kind and name; a name with several components is nobody's. */
    Map<ExtensionPoint<?>, SortedMap<String, List<InstalledComponent<?>>>> claims() {
        return claims;
    }

    List<PluginProblem> problems() {
        return problems;
    }

    void register(DiscoveredPlugin discovered) {
        Plugin plugin = discovered.plugin();
        Reporter reporter = new Reporter(plugin, plugin.getClass().getName(), discovered.origin().location());
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
        Reporter named = new Reporter(plugin, id.get(), discovered.origin().location());
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
        // A component of the record may have a type that is missing; that shows only now.
        if (reporter.ask("settings() of " + component, settings.get()::getRecordComponents).isEmpty()) {
            return;
        }
        List<InstalledComponent<?>> claimants = claims.computeIfAbsent(point, _ -> new TreeMap<>())
                .computeIfAbsent(name.get(), _ -> new ArrayList<>());
        if (!claimants.isEmpty()) {
            InstalledPlugin earlier = claimants.getFirst().plugin();
            reporter.report(component + " is already offered by "
                    + (earlier.equals(installed) ? "this plugin itself" : earlier.named())
                    + "; no pipeline can use the name until one of the two is removed or renamed");
        }
        claimants.add(new InstalledComponent<>(point, name.get(), settings.get(), factory, installed));
    }

    /** Asks one plugin and files what goes wrong under its name. */
    private final class Reporter {

        private final Plugin asked;
        private final String plugin;
        private final String origin;

        Reporter(Plugin asked, String plugin, String origin) {
            this.asked = asked;
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
                R answer = PluginCode.<@Nullable R, RuntimeException>call(asked, question::get);
                if (answer == null) {
                    report(what + " is null");
                    return Optional.empty();
                }
                return Optional.of(answer);
            } catch (Throwable e) {
                // Also an endless recursion; nothing that a plugin says of itself takes memory or time worth the name.
                problems.add(new PluginProblem(plugin, origin, what + " failed: " + PluginProblem.describe(e),
                        Optional.of(e)));
                return Optional.empty();
            }
        }
    }
}
