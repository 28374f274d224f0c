package io.moduli.plugins.pruning.schedule;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** Always the target, even before the first step: for pruners that start sparse. */
@Description("The same share all through training, from before its first step")
public record ConstantSchedule(
        @Description("Share of entries that is removed") @Range(min = 0, max = 1, belowMax = true) double target)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochs) {
        return target;
    }
}
