package __package__;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * The schedule {@code __name__}. What is here is the least that keeps the contract, the target from the first step on: put
 * your own in its place.
 *
 * @param target the share of entries that is gone in the end
 */
@Description("__description__")
public record __Name__Schedule(
        @Description("Share of entries that is removed at the end") @Default("0.9") @Range(min = 0, max = 1, belowMax = true) double target)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochs) {
        return target;
    }
}
