package io.moduli.core.pruning;

import java.util.List;

/**
 * An update of masks while the network trains.
 *
 * @param step the training steps done before it, over all stages that pruning goes along with
 * @param epochs the epochs done, a step in an epoch as its share of it
 * @param changes of those weights whose masks changed
 */
public record MaskUpdate(long step, double epochs, List<MaskChange> changes) {

    public MaskUpdate {
        changes = List.copyOf(changes);
    }
}
