package io.moduli.api.pruning;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Set;

/** Proposes which entries of the weights survive. Biases are never pruned. */
public interface Pruner {

    /** The roles of the weights that it is on; not empty. */
    Set<WeightRole> on();

    /** The course of sparsity that a training stage follows. */
    SparsitySchedule schedule();

    /**
     * Proposes new masks that leave the round's share of entries gone.
     *
     * @return a mask for each of the round's weights, in their order
     */
    List<Mask> prune(PruningRound round);
}
