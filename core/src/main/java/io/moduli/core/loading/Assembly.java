package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.pipeline.PipelineSettings;

/** Creates the components of one configuration as often as requested: each run gets its own, with the same seeds. */
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
     * @param settings the pipeline's settings, with their components created
     * @param location how the components find the run's directory
     */
    record Components(PipelineSettings settings, RunLocation location) {}

    /** Makes components. */
    Binding<PipelineSettings> bind(RunLocation location) {
        return binder.bind(
                configuration, PipelineSettings.class,
                path -> new RunContext(streams.within(path), location, log, path));
    }

    /** Records that no problems were found, so that the components need not repeat their messages. */
    void accepted() {
        log.end();
    }

    /**
     * Creates the components again.
     *
     * @throws BadInputException if one of them can no longer be created, for example because its files are missing
     */
    Components again() throws BadInputException {
        RunLocation location = new RunLocation();
        return switch (bind(location)) {
            case Binding.Bound<PipelineSettings> bound -> new Components(bound.settings(), location);
            case Binding.Rejected<PipelineSettings> rejected -> throw BadInputException.of(rejected.problems());
        };
    }
}
