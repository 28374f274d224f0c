package io.moduli.plugins.pruning.schedule;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** Nothing before the end of a given epoch, then everything at once. */
@Description("Removes the whole target at once after one epoch")
public record OneShotSchedule(
        @Description("Share of entries that is removed at the end") @Range(min = 0, max = 1, belowMax = true) double target,
        @Description("The epoch after which they go, counted from 1") @Default("1") @Range(min = 1) int epoch)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochsDone) {
        return epochsDone < epoch ? 0 : target;
    }
}
