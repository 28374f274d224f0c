package io.moduli.plugins.pruning.group;

import io.moduli.api.ComponentContext;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Atoms;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the entries of each weight are grouped.
 *
 * @param size units in a group; 1 if each entry is removed by itself
 * @param order which units form a group
 * @param pattern a pattern along rows instead
 * @param context the source of randomness
 */
public record Grouping(int size, GroupOrder order, Optional<NOfM> pattern, ComponentContext context) {

    /** The weights whose rows are the units of a layer. */
    private static final Set<WeightRole> ROWS_OF_UNITS = Collections.unmodifiableSet(
            EnumSet.of(WeightRole.INPUT, WeightRole.RECURRENT, WeightRole.INITIAL_STATE));

    /** Rejects groups that would apply to no weight at all. */
    public static void require(int size, List<WeightRole> on, PruningScope scope) {
        if (size > 1 && scope == PruningScope.UNIT) {
            throw new SettingException("group",
                    "group = %d puts connections of several units together, but scope = unit ranks each unit by itself: choose scope = layer, or group = 1"
                            .formatted(size));
        }
        if (size > 1 && Collections.disjoint(on, ROWS_OF_UNITS)) {
            throw new SettingException("group",
                    "group = %d groups nothing, since no rows of the weights that on names are units of a layer: add input, recurrent or initial-state, or leave group out"
                            .formatted(size));
        }
    }

    /** Whether the geometry determines the groups. */
    public boolean alongGeometry() {
        return size > 1 && order == GroupOrder.GEOMETRY;
    }

    /**
     * The atoms of a weight.
     *
     * @throws SettingException if groups do not divide its units, or a pattern its columns
     */
    public Atoms of(WeightShape shape) {
        if (pattern.isPresent()) {
            return pattern.get().of(shape);
        }
        if (size == 1 || !ROWS_OF_UNITS.contains(shape.role())) {
            return Atoms.ENTRIES;
        }
        return switch (order) {
            case GEOMETRY -> UnitGroups.consecutive(shape, size);
            case SHUFFLED -> UnitGroups.shuffled(shape, size, context.random("groups/" + shape.layer()));
        };
    }
}
