package io.moduli.core.experiment.engine;

import java.util.List;

/**
 * The resources that trials need.
 *
 * @param bytes the off-heap memory of each trial to be run, in any order
 */
public record TrialDemand(List<Long> bytes) {

    public TrialDemand {
        bytes = List.copyOf(bytes);
    }

    /** The memory that a given number of trials needs at once, whichever they are. */
    public long bytesAtOnce(int trials) {
        return bytes.stream().sorted((one, other) -> Long.compare(other, one)).limit(trials)
                .mapToLong(Long::longValue).sum();
    }
}
