package io.moduli.core.experiment.engine;

import io.moduli.core.loading.MachineMemory;

/** Makes the local engine. */
final class LocalEngineFactory implements TrialEngineFactory<LocalEngineSettings> {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Class<LocalEngineSettings> settings() {
        return LocalEngineSettings.class;
    }

    @Override
    public TrialEngine create(LocalEngineSettings settings) {
        return new LocalEngine(settings, Runtime.getRuntime().availableProcessors(), MachineMemory.totalBytes());
    }
}
