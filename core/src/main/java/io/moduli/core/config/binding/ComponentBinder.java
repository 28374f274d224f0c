package io.moduli.core.config.binding;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.settings.SettingException;
import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.model.Spelling;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginCode;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.core.plugin.context.PluginContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds the settings of components and has their factories make them. */
final class ComponentBinder {

    private final PluginRegistry registry;
    private final ContextFactory contexts;
    private final RecordBinder records;

    ComponentBinder(PluginRegistry registry, ContextFactory contexts, RecordBinder records) {
        this.registry = registry;
        this.contexts = contexts;
        this.records = records;
    }

    Optional<BoundValue> bind(SettingType.Component type, RawValue raw, String path, Problems problems) {
        ExtensionPoint<?> point = type.extensionPoint();
        return Tagged.of(raw, path, expected(point), problems).flatMap(tagged -> {
            Optional<? extends InstalledComponent<?>> component = registry.find(point, tagged.name());
            if (component.isEmpty()) {
                problems.add(tagged.nameOrigin(), tagged.nameKey(),
                        new MissingComponent(registry, point, tagged.name(), expected(point)).message());
                return Optional.empty();
            }
            return create(component.get(), tagged, path, problems);
        });
    }

    /** What a component of a kind may be, for messages. */
    String expected(ExtensionPoint<?> point) {
        return Spelling.withArticle(point.name()) + alternatives(point);
    }

    private String alternatives(ExtensionPoint<?> point) {
        List<String> names = registry.names(point);
        return names.isEmpty() ? ", but no plugin offers any" : ", one of " + String.join(" | ", names);
    }

    private Optional<BoundValue> create(InstalledComponent<?> component, Tagged tagged, String path,
            Problems problems) {
        Optional<RecordBinder.BoundRecord> settings = records.bindTagged(component.settings(), tagged, path, problems);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        String failed = component.plugin().named() + " failed to make the " + component.extensionPoint() + " "
                + component.name() + ": ";
        ComponentContext context = contexts.at(path);
        try {
            Object made = PluginCode.<@Nullable Object, RuntimeException>call(settings.get().record(),
                    () -> make(component.factory(), settings.get().record(), context));
            if (component.extensionPoint().type().isInstance(made)) {
                return Optional.of(new BoundValue(PluginContext.within(made), settings.get().effective()));
            }
            problems.add(tagged.body().origin(), path, failed + "its factory returned "
                    + (made == null ? "null" : "an instance of " + made.getClass().getName()));
        } catch (SettingException e) {
            problems.add(Failures.ofSetting(e, tagged.body(), path));
        } catch (Throwable e) {
            // Making a component is cheap, so even running out of stack or memory is the plugin's fault.
            problems.add(new Problem(tagged.body().origin(), path, failed + PluginProblem.describe(e), Optional.of(e)));
        }
        return Optional.empty();
    }

    /** Safe because the settings were bound to the class that the factory itself named. */
    @SuppressWarnings("unchecked")
    private static <C extends Record> @Nullable Object make(ComponentFactory<C, ?> factory, Record settings,
            ComponentContext context) {
        return factory.create((C) settings, context);
    }
}
