package io.moduli.plugins.pruning.setting;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Locale;

/** Consistency checks between the settings of a pruner. */
public final class Consistency {

    /** Room for the rounding of shares written in decimals: 0.1 and 0.9 must add up to 1. */
    private static final double ROUNDING = 1e-9;

    private Consistency() {}

    public static void require(List<WeightRole> on, PruningScope scope, LayerShares shares, double minimumKept,
            SparsitySchedule schedule) {
        if (on.isEmpty()) {
            throw new SettingException(
                    "on",
                    "on = [] prunes nothing: name at least one of input, recurrent, initial-state, embedding, read-out");
        }
        if (scope == PruningScope.RECURRENT && !on.contains(WeightRole.RECURRENT)) {
            throw new SettingException("on", "scope = recurrent prunes recurrent matrices only, but on = %s has none: "
                    .formatted(written(on))
                    + "add recurrent, or choose scope = global or layer");
        }
        if (shares != LayerShares.UNIFORM && scope != PruningScope.LAYER
                && scope != PruningScope.UNIT) {
            throw new SettingException("shares",
                    "shares = erdos-renyi gives each matrix a share of its own, but scope = %s ranks entries of several matrices together: choose scope = layer, or shares = uniform"
                            .formatted(written(scope)));
        }
        if (minimumKept + schedule.target() > 1 + ROUNDING) {
            throw new SettingException("minimum-kept",
                    "minimum-kept = %s leaves at most a share of %s to remove, but the schedule's target is %s: lower one of them"
                            .formatted(minimumKept, 1 - minimumKept, schedule.target()));
        }
    }

    /** Roles as they are written in a pipeline. */
    public static List<String> written(List<WeightRole> roles) {
        return roles.stream().map(Consistency::written).toList();
    }

    /** A role as it is written in a pipeline. */
    public static String written(WeightRole role) {
        return written((Enum<?>) role);
    }

    /** A scope as it is written in a pipeline. */
    public static String written(PruningScope scope) {
        return written((Enum<?>) scope);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
