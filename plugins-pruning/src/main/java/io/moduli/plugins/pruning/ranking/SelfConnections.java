package io.moduli.plugins.pruning.ranking;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;

/**
 * The treatment of self-connections: the diagonal of a square recurrent weight, gate by gate. They decide whether a
 * unit can hold its value, so they are a separate factor besides any ranking.
 */
public enum SelfConnections {
    /** They are removed after all others, and come back before all others. */
    KEEP,
    /** They are removed before all others, and come back after all others. */
    DROP,
    /** They are ranked like all others. */
    BY_COST;

    /** Whether an entry is a self-connection. */
    public static boolean at(WeightShape shape, int row, int column) {
        return hasAny(shape) && row % shape.units() == column;
    }

    /** Whether rows and columns of a weight are the same units. */
    public static boolean hasAny(WeightShape shape) {
        return shape.role() == WeightRole.RECURRENT && shape.units() == shape.columns();
    }

    /** Whether an entry is removed before all that are ranked. */
    public boolean goesFirst(WeightShape shape, int row, int column) {
        return this == DROP && at(shape, row, column);
    }

    /**
     * The key of an entry when the lowest are removed.
     *
     * @param key its key without this setting
     */
    public int whenGoing(int key, WeightShape shape, int row, int column) {
        if (this == BY_COST || !hasAny(shape)) {
            return key;
        }
        boolean itself = row % shape.units() == column;
        return switch (this) {
            case KEEP -> itself ? Ranking.UNRANKED : key;
            // The others begin at 1, so that a weight of 0 is not removed before these.
            case DROP -> itself ? 0 : Math.max(1, key);
            case BY_COST -> key;
        };
    }

    /**
     * The key of an entry when the lowest come back.
     *
     * @param key its key without this setting
     */
    public int whenComing(int key, WeightShape shape, int row, int column) {
        return switch (this) {
            case KEEP -> DROP.whenGoing(key, shape, row, column);
            case DROP -> KEEP.whenGoing(key, shape, row, column);
            case BY_COST -> key;
        };
    }

    /** How many self-connections a mask keeps. */
    public static int count(WeightShape shape, Mask mask) {
        int count = 0;
        for (int row = 0; hasAny(shape) && row < shape.rows(); row++) {
            count += mask.keeps(row, row % shape.units()) ? 1 : 0;
        }
        return count;
    }
}
