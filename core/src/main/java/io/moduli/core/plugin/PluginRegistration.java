package io.moduli.core.plugin;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Registers plugins one by one and checks everything they declare. Plugins are foreign code: every call may throw, and
 * results may be null whatever the signatures promise.
 */
final class PluginRegistration {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Map<String, InstalledPlugin> plugins = new LinkedHashMap<>();
    private final List<Claims<?>> claims = new ArrayList<>();
    private final List<PluginProblem> problems;

    PluginRegistration(List<PluginProblem> problems) {
        this.problems = new ArrayList<>(problems);
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            claims.add(new Claims<>(point));
        }
    }

    /** Everything that is offered, for each extension point. */
    List<Claims<?>> claims() {
        return List.copyOf(claims);
    }

    /** The result, apart from the components with unique names. */
    RegistrationReport report() {
        List<InstalledComponent<?>> contested = new ArrayList<>();
        claims.forEach(ofOneKind -> contested.addAll(ofOneKind.contested()));
        return new RegistrationReport(List.copyOf(plugins.values()), contested, problems);
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
        for (Claims<?> ofOneKind : claims) {
            registerFactories(ofOneKind, plugin, installed, named);
        }
    }

    private <T> void registerFactories(
            Claims<T> ofOneKind, Plugin plugin, InstalledPlugin installed, Reporter reporter) {
        ExtensionPoint<T> point = ofOneKind.extensionPoint();
        String list = "its list of " + point + " factories";
        Optional<List<ComponentFactory<?, ? extends T>>> factories = reporter.ask(list,
                () -> copy(point.factories(plugin)));
        int index = 0;
        for (ComponentFactory<?, ? extends T> factory : factories.orElse(List.of())) {
            if (factory == null) {
                reporter.report(list + " holds null at index " + index);
            } else {
                registerFactory(ofOneKind, factory, installed, reporter);
            }
            index++;
        }
    }

    /** A copy, since iterating over the plugin's own list may fail as well. */
    private static <E> @Nullable List<E> copy(@Nullable List<E> list) {
        return list == null ? null : new ArrayList<>(list);
    }

    private <T> void registerFactory(Claims<T> ofOneKind, ComponentFactory<?, ? extends T> factory,
            InstalledPlugin installed, Reporter reporter) {
        ExtensionPoint<T> point = ofOneKind.extensionPoint();
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
            reporter.report(
                    "settings() of " + component + " is " + settings.get().getName() + ", which is not a record");
            return;
        }
        // A component of the record may have a missing type, which becomes apparent only now.
        if (reporter.ask("settings() of " + component, settings.get()::getRecordComponents).isEmpty()) {
            return;
        }
        ofOneKind.enter(new InstalledComponent<>(point, name.get(), settings.get(), factory, installed))
                .ifPresent(earlier -> reporter.report(component + " is already offered by "
                        + (earlier.equals(installed) ? "this plugin itself" : earlier.named())
                        + "; no pipeline can use the name until one of the two is removed or renamed"));
    }

    /** Calls one plugin and records failures under its name. */
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
                // This includes infinite recursion; a plugin's declarations take hardly any memory or time.
                problems.add(new PluginProblem(plugin, origin, what + " failed: " + PluginProblem.describe(e),
                        Optional.of(e)));
                return Optional.empty();
            }
        }
    }
}
