package io.moduli.core.experiment.engine;

import java.util.List;

/**
 * What trials need of a machine.
 *
 * @param bytes the memory off the heap of each trial that is to be run, in any order
 */
public record TrialDemand(List<Long> bytes) {

    public TrialDemand {
        bytes = List.copyOf(bytes);
    }

    /** The memory that so many trials need at once, whichever these are. */
    public long bytesAtOnce(int trials) {
        return bytes.stream().sorted((one, other) -> Long.compare(other, one)).limit(trials)
                .mapToLong(Long::longValue).sum();
    }
}
