package io.moduli.plugins.pruning.group;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Atoms;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;

/**
 * A pattern along rows: of m consecutive entries of a row, at most n survive. Two of four is the pattern that the
 * sparse units of graphics processors support (Mishra et al., "Accelerating sparse deep neural networks", 2021, arXiv
 * 2104.08378).
 *
 * @param n how many survive at most
 * @param m of how many
 */
@Description("A pattern along rows: at most n of m consecutive entries survive")
public record NOfM(
        @Description("How many survive at most") @Range(min = 1) int n,
        @Description("Of how many consecutive entries of a row; it must divide the columns of every weight") @Range(min = 1) int m) {

    /** Room for the rounding of shares written in decimals. */
    private static final double ROUNDING = 1e-9;

    public NOfM {
        if (n > m) {
            throw new SettingException("n",
                    "n = %d is more than m = %d: at most n of m entries survive".formatted(n, m));
        }
    }

    /** Rejects shares that leave more than n of m, and settings that would be a second rule beside this one. */
    public void require(PruningScope scope, LayerShares shares, int group, SparsitySchedule schedule) {
        double least = 1 - (double) n / m;
        if (group > 1) {
            throw new SettingException("n-of-m",
                    "group = %d and n-of-m are two rules for the same entries: leave one of them out".formatted(group));
        }
        if (scope == PruningScope.UNIT) {
            throw new SettingException("n-of-m",
                    "n-of-m and scope = unit are two rules for the same rows: choose scope = layer, or leave n-of-m out");
        }
        if (shares != LayerShares.UNIFORM) {
            throw new SettingException("n-of-m",
                    "n-of-m takes the same share of every matrix at least: choose shares = uniform");
        }
        if (schedule.target() < least - ROUNDING) {
            throw new SettingException("n-of-m",
                    "%d of %d entries are kept at most, so a share of %s goes at least, but the schedule's target is %s: raise it, or keep more"
                            .formatted(n, m, least, schedule.target()));
        }
    }

    /**
     * The atoms of a weight.
     *
     * @throws SettingException if m does not divide its columns
     */
    Atoms of(WeightShape shape) {
        if (shape.columns() % m != 0) {
            throw new SettingException("n-of-m",
                    "m = %d does not divide the %d columns of %s: choose an m that does, or leave the role of that weight out of on"
                            .formatted(m, shape.columns(), shape.name()));
        }
        return new RowPattern(n, m);
    }
}
