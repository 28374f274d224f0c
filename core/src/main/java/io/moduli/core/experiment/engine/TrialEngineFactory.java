package io.moduli.core.experiment.engine;

/**
 * Creates engines of one kind from the settings in an experiment's file. Factories are found by
 * {@link java.util.ServiceLoader}.
 *
 * @param <C> the settings, a record as plugins' components have them
 */
public interface TrialEngineFactory<C extends Record> {

    /** The name used in {@code type =}. */
    String name();

    /** The class of the settings. */
    Class<C> settings();

    /**
     * Creates an engine; cheap, and without access to the outside world.
     *
     * @throws io.moduli.api.settings.SettingException if settings contradict each other
     */
    TrialEngine create(C settings);
}
