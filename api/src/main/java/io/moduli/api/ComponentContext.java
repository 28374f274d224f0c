package io.moduli.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a component gets from its host besides its settings. It is not a service locator: components do not look each other up
 * here, but are nested in each other's settings.
 */
public interface ComponentContext {

    /**
     * A source of randomness of this component's own. Two calls with the same name give generators that draw the same numbers;
     * different names, components and seeds give independent ones. So a batch can be a pure function of its index, with {@code
     * random("train/" + index)}.
     */
    RandomGenerator random(String stream);

    /** The run's directory, for what a component writes itself; empty if there is no run, as in a validation. */
    Optional<Path> outputDirectory();

    /** The component's logger. The command always shows warnings and errors, and the rest with {@code --verbose}. */
    Logger logger();

    /** A context outside of any run, for tests and for use as a library. */
    static ComponentContext standalone(long seed) {
        RandomStreams streams = new RandomStreams(seed);
        return new ComponentContext() {
            @Override
            public RandomGenerator random(String stream) {
                return streams.stream(stream);
            }

            @Override
            public Optional<Path> outputDirectory() {
                return Optional.empty();
            }

            @Override
            public Logger logger() {
                return LoggerFactory.getLogger(ComponentContext.class);
            }
        };
    }
}
