package io.moduli.core.experiment.engine;

import io.moduli.api.settings.SettingException;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The engines that an experiment can name. */
public final class TrialEngines {

    private final Map<String, TrialEngineFactory<?>> factories = new TreeMap<>();

    private TrialEngines() {}

    /**
     * The local engine and those that jars seen by a class loader name in
     * {@code META-INF/services/io.moduli.core.experiment.engine.TrialEngineFactory}.
     *
     * @throws ServiceConfigurationError if one of them cannot be created
     */
    public static TrialEngines discover(ClassLoader classLoader) {
        TrialEngines engines = new TrialEngines();
        engines.add(new LocalEngineFactory());
        for (TrialEngineFactory<?> factory : ServiceLoader.load(TrialEngineFactory.class, classLoader)) {
            engines.add(factory);
        }
        return engines;
    }

    private void add(TrialEngineFactory<?> factory) {
        if (factories.putIfAbsent(factory.name(), factory) != null) {
            throw new ServiceConfigurationError("two engines are called " + factory.name());
        }
    }

    /**
     * Makes the engine that a file asks for.
     *
     * @param raw its value, {@code local} or {@code { type = local, … }}
     * @param key its key
     * @param binder binds the settings
     * @param problems receives what is wrong
     * @return empty if anything is wrong
     */
    public Optional<TrialEngine> make(RawValue raw, String key, ConfigurationBinder binder, Problems problems) {
        String names = String.join(" | ", factories.keySet());
        return Tagged.of(raw, key, "an engine, one of " + names, problems).flatMap(tagged -> {
            TrialEngineFactory<?> factory = factories.get(tagged.name());
            if (factory == null) {
                problems.add(tagged.nameOrigin(), tagged.nameKey(),
                        "there is no engine \"%s\"%s; there are %s".formatted(
                                tagged.name(), Nearest.hint(tagged.name(), factories.keySet()), names));
                return Optional.empty();
            }
            return make(factory, tagged, key, binder, problems);
        });
    }

    private static <C extends Record> Optional<TrialEngine> make(
            TrialEngineFactory<C> factory, Tagged tagged, String key, ConfigurationBinder binder, Problems problems) {
        return binder.bind(tagged, factory.settings(), key, problems).flatMap(settings -> {
            try {
                return Optional.of(factory.create(settings));
            } catch (SettingException contradicting) {
                problems.add(tagged.body().origin(), HoconText.join(key, contradicting.setting()),
                        String.valueOf(contradicting.getMessage()));
                return Optional.empty();
            }
        });
    }
}
