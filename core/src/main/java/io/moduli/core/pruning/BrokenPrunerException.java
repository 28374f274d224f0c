package io.moduli.core.pruning;

import java.io.Serial;

/** A pruner has broken its contract. The network is as it was before the pruner's answer. */
public final class BrokenPrunerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param pruner its name in {@code type =}
     * @param fault what it did wrong, with the name of the weight
     */
    BrokenPrunerException(String pruner, String fault) {
        super("the pruner %s is broken: %s".formatted(pruner, fault));
    }
}
