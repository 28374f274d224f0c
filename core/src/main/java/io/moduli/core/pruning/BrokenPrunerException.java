package io.moduli.core.pruning;

import java.io.Serial;

/** A pruner has not kept what it promises. The network is as it was before its answer. */
public final class BrokenPrunerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param pruner its name, as it is written behind {@code type =}
     * @param fault what it did, with the name of the weight
     */
    BrokenPrunerException(String pruner, String fault) {
        super("the pruner %s is broken: %s".formatted(pruner, fault));
    }
}
