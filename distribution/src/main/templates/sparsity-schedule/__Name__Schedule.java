package __package__;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * Iterative pruning: round after round a fixed share of what is left goes, as in the search for lottery tickets (Frankle and
 * Carbin, 2019, who take a fifth). After e epochs, rounds being n epochs apart and p the share,
 *
 * <pre>s(e) = min(target, 1 − (1 − p)^⌊e / n⌋)</pre>
 *
 * so early rounds remove much and late ones little, and between two of them the network recovers.
 *
 * @param target the share of entries that is gone in the end
 * @param share p, of what is left
 * @param every n, in epochs
 */
@Description("Round after round a fixed share of what is left goes, until the target is reached")
public record __Name__Schedule(
        @Description("Share of entries that is removed at the end") @Default("0.9") @Range(min = 0, max = 1, belowMax = true) double target,
        @Description("Share of what is left that a round removes") @Default("0.2") @Range(min = 0, aboveMin = true, max = 1, belowMax = true) double share,
        @Description("Epochs from one round to the next") @Default("1") @Range(min = 1) int every)
        implements SparsitySchedule {

    @Override
    public double sparsity(double epochs) {
        double rounds = Math.floor(epochs / every);
        return Math.min(target, 1 - Math.pow(1 - share, rounds));
    }
}
