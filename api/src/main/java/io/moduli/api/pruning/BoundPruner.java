package io.moduli.api.pruning;

import io.moduli.api.state.Stateful;
import io.moduli.api.weight.Mask;
import java.util.List;
import java.util.Optional;

/**
 * A pruner on the weights of one network. It may keep a state. Its decisions depend only on that state and on the rounds that
 * it is shown, so that a pruner to which the state is restored continues as the original would have.
 *
 * <p>The host calls it between two training steps, never from two threads at once.
 */
public interface BoundPruner extends Stateful {

    /**
     * The masks to begin with. The host calls this once in a run, before the first step of its first training stage, at the
     * share that the schedule has at 0 epochs.
     *
     * @param round its gradients are those of the first batch, on which nothing has been trained yet
     * @return a mask for each bound weight, in their order; empty, which is the default, where training begins with what there
     *     is
     */
    default Optional<List<Mask>> firstMasks(PruningRound round) {
        return Optional.empty();
    }

    /**
     * The masks from now on. They remove the round's share of entries, up to the rounding of each matrix and the {@linkplain
     * #granularity() granularity}; a pruner that cannot reach the share {@linkplain PruningRound#warn says so}. It is asked at
     * a share that is reached already, too, and may then give back the masks that there are, which costs and changes nothing.
     *
     * @return a mask for each bound weight, in their order; the masks keep what {@link Pruner#regrowth()} and {@link
     *     Pruner#minimumKept()} promise
     */
    List<Mask> masks(PruningRound round);

    /**
     * How many entries of a weight are removed together, such as those of a group. The share is met up to the rounding of each
     * matrix and up to this number of entries, less one.
     *
     * @return 1 or more, always the same; 1 by default
     */
    default int granularity() {
        return 1;
    }
}
