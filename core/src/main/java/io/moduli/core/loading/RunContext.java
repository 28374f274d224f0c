package io.moduli.core.loading;

import io.moduli.api.ComponentContext;
import io.moduli.api.RandomStreams;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/** What a component of a run gets: streams of its own by its path in the configuration. */
record RunContext(RandomStreams streams, RunLocation location, LoadingLog log, String path)
        implements ComponentContext {

    /** What the loggers of all components are below, and so is every logger of ours. */
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
