package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;

/** What a share of removed entries comes to in whole entries. */
public final class Shares {

    private Shares() {}

    /**
     * How many entries survive: all but {@code rint(sparsity · entries)}, as in PyTorch's {@code torch.nn.utils.prune}.
     *
     * @param sparsity the share that is removed, from 0 to 1
     * @param entries how many there are, removed ones among them
     */
    public static long surviving(double sparsity, long entries) {
        return entries - (long) Math.rint(sparsity * entries);
    }

    /**
     * Warns about a weight in the round in which it loses its last entry, and not again afterwards.
     *
     * @param sparsity the share that is removed from it
     * @param guardable whether the pruner has a setting {@code minimum-kept}, which the warning then recommends
     */
    public static void warnIfNoneSurvives(
            PruningRound round, WeightShape shape, Mask before, Mask after, double sparsity, boolean guardable) {
        if (after.count() == 0 && before.count() > 0) {
            round.warn("%s loses all of its %d entries at a sparsity of %s%s".formatted(shape.name(), shape.entries(),
                    sparsity, guardable ? "; minimum-kept = 0.01 would keep one in a hundred" : ""));
        }
    }
}
