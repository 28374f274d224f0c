package io.moduli.plugins.pruning.schedule;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * Grows fast at first, while much is superfluous, and ever more slowly: {@code target + (initial - target) · (1 - (epochs done
 * - begin) / epochs)³}, from {@code begin} on for {@code epochs}. Zhu and Gupta, "To prune, or not to prune" (2017, arXiv
 * 1710.01878), equation 1.
 */
@Description("Removes most at first and less and less until the target is reached (Zhu and Gupta, 2017)")
public record CubicSchedule(
        @Description("Share of entries that is removed at the end") @Range(min = 0, max = 1, belowMax = true) double target,
        @Description("Epochs until the target is reached, from begin on") @Range(min = 1) int epochs,
        @Description("Share of entries that is removed at the beginning") @Default("0") @Range(min = 0, max = 1, belowMax = true) double initial,
        @Description("Epochs before the share begins to grow") @Default("0") @Range(min = 0) double begin)
        implements SparsitySchedule {

    /** A schedule that begins at 0, immediately. */
    public CubicSchedule(double target, int epochs) {
        this(target, epochs, 0, 0);
    }

    @Override
    public double sparsity(double epochsDone) {
        double left = 1 - Math.clamp((epochsDone - begin) / epochs, 0.0, 1.0);
        double removed = 1 - left * left * left;
        return initial * (1 - removed) + target * removed;
    }
}
