package io.moduli.spark;

import io.moduli.core.experiment.engine.TrialEngine;
import io.moduli.core.experiment.engine.TrialEngineFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Makes the engine. */
public final class SparkEngineFactory implements TrialEngineFactory<SparkEngineSettings> {

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Class<SparkEngineSettings> settings() {
        return SparkEngineSettings.class;
    }

    @Override
    public TrialEngine create(SparkEngineSettings settings) {
        return new SparkEngine(settings, System.getenv(), System.getProperty("moduli.home", ""), own());
    }

    /** The jar that this class is in, which has the driver's class as well. */
    private static Path own() {
        try {
            return Path.of(SparkEngineFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("where this class comes from is no place", malformed);
        }
    }
}
