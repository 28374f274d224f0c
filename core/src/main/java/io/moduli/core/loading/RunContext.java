package io.moduli.core.loading;

import io.moduli.api.ComponentContext;
import io.moduli.api.RandomStreams;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/** The context of a run's component: its random streams are named by its path in the configuration. */
record RunContext(RandomStreams streams, RunLocation location, LoadingLog log, String path)
        implements ComponentContext {

    /** The parent of the loggers of all components and of all our own loggers. */
    private static final String LOGGERS = "io.moduli.component.";

    @Override
    public RandomGenerator random(String stream) {
        return streams.stream(stream);
    }

    @Override
    public Optional<Path> outputDirectory() {
        return location.directory();
    }

    @Override
    public Logger logger() {
        return log.logger(LOGGERS + path);
    }
}
