package io.moduli.plugins.pruning.ranking;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.Mask;

/**
 * The entries of a weight that its mask keeps, in an order that does not depend on how they are stored.
 *
 * @param number the number of the weight in its round
 * @param weight the weight
 * @param ranking computes their keys
 * @param values the values that are ranked
 * @param self the treatment of self-connections
 * @param atoms which of them are removed together
 */
public record Survivors(
        int number, PrunableWeight weight, Ranking ranking, SurvivorValues values, SelfConnections self, Atoms atoms)
        implements Entries {

    /** Entries that are ranked by their values, each by itself. */
    public Survivors(int number, PrunableWeight weight, Ranking ranking, SelfConnections self) {
        this(number, weight, ranking, SurvivorValues.of(weight), self, Atoms.ENTRIES);
    }

    /** What survives so far. */
    public Mask mask() {
        return weight.mask();
    }

    /** How many they are. */
    public long count() {
        return mask().count();
    }

    /** All entries of the weight, including removed ones. */
    public long total() {
        return weight.shape().entries();
    }

    /** The key of an entry with a value. */
    public int key(int row, int column, float value) {
        int key = ranking.key(number, weight.shape(), row, column, value);
        return self.whenGoing(key, weight.shape(), row, column);
    }

    @Override
    public void forEach(Visitor visitor) {
        atoms.rank(this, visitor);
    }

    /** Visits every entry with the value that is ranked, row after row, in the order of the columns. */
    public void forEachValue(SurvivorValues.Visitor visitor) {
        for (int row = 0; row < weight.shape().rows(); row++) {
            forEachValue(row, visitor);
        }
    }

    /** Visits the entries of a row in the order of the columns, with 0 if the ranking does not use values. */
    public void forEachValue(int row, SurvivorValues.Visitor visitor) {
        if (ranking.blind()) {
            forEachUnseen(row, visitor);
        } else {
            values.forEach(row, visitor);
        }
    }

    private void forEachUnseen(int row, SurvivorValues.Visitor visitor) {
        Mask mask = mask();
        int columns = mask.columns();
        for (int column = mask.nextKept(row, 0); column < columns; column = mask.nextKept(row, column + 1)) {
            visitor.visit(row, column, 0);
        }
    }
}
