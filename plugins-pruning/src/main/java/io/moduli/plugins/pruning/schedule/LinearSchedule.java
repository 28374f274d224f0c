package io.moduli.plugins.pruning.schedule;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** Grows in equal parts: {@code target · min(1, epochs done / epochs)}. */
@Description("Removes the same share after each epoch until the target is reached")
public record LinearSchedule(
        @Description("Share of entries that is removed at the end") @Range(min = 0, max = 1, belowMax = true) double target,
        @Description("Epochs until the target is reached") @Range(min = 1) int epochs)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochsDone) {
        return target * Math.min(1.0, epochsDone / epochs);
    }
}
