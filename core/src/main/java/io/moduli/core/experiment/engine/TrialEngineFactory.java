package io.moduli.core.experiment.engine;

/**
 * Makes engines of a kind from what an experiment's file says. Factories are found by {@link java.util.ServiceLoader}.
 *
 * @param <C> the settings, a record as plugins' components have them
 */
public interface TrialEngineFactory<C extends Record> {

    /** What stands behind {@code type =}. */
    String name();

    /** The class of the settings. */
    Class<C> settings();

    /**
     * Makes an engine; cheap, and without a look at the world outside.
     *
     * @throws io.moduli.api.settings.SettingException where settings contradict each other
     */
    TrialEngine create(C settings);
}
