package io.moduli.core.experiment.trial;

import java.util.List;
import java.util.function.Supplier;

/**
 * A trial that an experiment asks for, and that has been checked.
 *
 * @param labels its value on each axis
 * @param sha256 the checksum of its pipeline, without the settings that change no number
 * @param pipeline writes its pipeline in full
 */
public record PlannedTrial(List<String> labels, String sha256, Supplier<String> pipeline) {

    public PlannedTrial {
        labels = List.copyOf(labels);
    }
}
