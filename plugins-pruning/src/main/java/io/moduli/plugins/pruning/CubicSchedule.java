package io.moduli.plugins.pruning;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * Grows fast at first, while much is superfluous, and ever more slowly: {@code target · (1 - (1 - min(1, epochs done /
 * epochs))³)}. Zhu and Gupta, "To prune, or not to prune" (2017, arXiv 1710.01878), equation 1, from a sparsity of 0.
 */
@Description("Removes much at first and ever less until the target is reached (Zhu and Gupta, 2017)")
public record CubicSchedule(
        @Description("Share of entries that is gone in the end") @Range(min = 0, max = 1, belowMax = true) double target,
        @Description("Epochs until the target is reached") @Range(min = 1) int epochs)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochsDone) {
        double left = 1 - Math.min(1.0, epochsDone / epochs);
        return target * (1 - left * left * left);
    }
}
