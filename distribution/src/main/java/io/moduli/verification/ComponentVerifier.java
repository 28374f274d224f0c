package io.moduli.verification;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.Task;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.model.SettingsDescription;
import io.moduli.core.config.model.UnsupportedSettingsException;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Creates components as a pipeline would and checks them against the contracts of their kinds. */
final class ComponentVerifier {

    private static final long SEED = 1;

    private final ConfigurationLoader loader;
    private final ConfigurationBinder binder;

    /**
     * @param registry the components that settings can name
     * @param workingFolder what relative paths in settings refer to
     */
    ComponentVerifier(PluginRegistry registry, Path workingFolder) {
        this.loader = new ConfigurationLoader(workingFolder);
        this.binder = new ConfigurationBinder(registry, workingFolder);
    }

    /** The settings that must be written for a component, as they have no defaults. */
    static List<String> required(InstalledComponent<?> component) {
        return SettingsDescription.of(component.settings()).entries().stream()
                .filter(SettingsDescription.Entry::required).map(SettingsDescription.Entry::key).toList();
    }

    /**
     * Holds a component against its contract.
     *
     * @param settings an object in HOCON
     */
    ComponentOutcome verify(InstalledComponent<?> component, String settings) {
        String name = component.extensionPoint() + " " + component.name();
        String text = "component = %s\ncomponent { type = %s }".formatted(settings, component.name());
        try {
            return check(name, text, ComponentContract.of(component.extensionPoint()));
        } catch (UnsupportedSettingsException e) {
            return new ComponentOutcome.Refused(List.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new ComponentOutcome.NotChecked(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new ComponentOutcome.Refused(List.of("it failed with %s".formatted(e.toString().lines().findFirst()
                    .orElse(""))));
        }
    }

    private <H extends Record> ComponentOutcome check(String name, String text, ComponentContract<H> contract)
            throws IOException {
        Binding<H> binding = binder.bind(loader.load(ConfigurationSource.text(name, text), List.of()),
                contract.holder(), _ -> ComponentContext.standalone(SEED));
        return switch (binding) {
            case Binding.Rejected<H> rejected -> new ComponentOutcome.Refused(rejected.problems().stream()
                    .map(problem -> withoutHolder(problem.key()) + problem.message()).toList());
            case Binding.Bound<H> bound -> {
                List<String> absent = absent(bound.settings());
                yield absent.isEmpty()
                        ? new ComponentOutcome.Checked(contract.check().violations(bound.settings()))
                        : new ComponentOutcome.NotChecked(String.join("; ", absent));
            }
        };
    }

    /** What a task is missing in the outside world, such as its corpus; nothing for other components. */
    private static List<String> absent(Record made) {
        return made instanceof ComponentContract.OfTask(Task task) ? task.check() : List.of();
    }

    private static String withoutHolder(String key) {
        String own = key.replaceFirst("^component\\.?", "");
        return own.isEmpty() ? "" : own + ": ";
    }

    /** The message for a component that cannot be created without settings. */
    static String needs(InstalledComponent<?> component, List<String> required) {
        return "%s no default; try it with --settings '%s={ %s }'".formatted(
                required.size() == 1 ? required.getFirst() + " has" : String.join(" and ", required) + " have",
                component.name(), required.stream().map(key -> key + " = …").collect(Collectors.joining(", ")));
    }
}
