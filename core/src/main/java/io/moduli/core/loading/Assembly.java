package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.pipeline.PipelineSettings;

/**
 * Makes the components of one configuration as often as they are asked for: a run's are not shared with another, and are seeded
 * alike.
 */
final class Assembly {

    private final LoadedConfiguration configuration;
    private final ConfigurationBinder binder;
    private final RandomStreams streams;
    private final LoadingLog log = new LoadingLog();

    Assembly(LoadedConfiguration configuration, ConfigurationBinder binder) {
        this.configuration = configuration;
        this.binder = binder;
        this.streams = new RandomStreams(configuration.wholeNumber("seed").orElse(0L)).within("components");
    }

    /**
     * The settings with the components of one run.
     *
     * @param settings what the pipeline's file says, the components made
     * @param location where the components learn of the run's directory
     */
    record Components(PipelineSettings settings, RunLocation location) {}

    /** Makes components. */
    Binding<PipelineSettings> bind(RunLocation location) {
        return binder.bind(
                configuration, PipelineSettings.class,
                path -> new RunContext(streams.within(path), location, log, path));
    }

    /** Says that nothing was found to be wrong with the components, so that they need not say the same again. */
    void accepted() {
        log.end();
    }

    /**
     * Makes components once more.
     *
     * @throws BadInputException if one of them cannot be created any more, for example because its files are missing
     */
    Components again() throws BadInputException {
        RunLocation location = new RunLocation();
        return switch (bind(location)) {
            case Binding.Bound<PipelineSettings> bound -> new Components(bound.settings(), location);
            case Binding.Rejected<PipelineSettings> rejected -> throw BadInputException.of(rejected.problems());
        };
    }
}
