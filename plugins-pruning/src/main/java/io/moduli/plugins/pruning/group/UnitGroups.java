package io.moduli.plugins.pruning.group;

import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Atoms;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.ranking.Survivors;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The connections of {@code size} units from the same column are removed together, gate by gate: groups of size × 1
 * entries. A group ranks by the root mean square of its surviving entries, which orders groups of one size as their
 * Euclidean norms do and compares them with single entries of other weights. A group that contains a self-connection is
 * treated like it.
 *
 * @param size units in a group
 * @param units all units in the order in which they are divided into groups
 * @param groups for each unit the number of its group
 */
record UnitGroups(int size, int[] units, int[] groups) implements Atoms {

    /** Groups of units with consecutive numbers. */
    static UnitGroups consecutive(WeightShape shape, int size) {
        return inOrder(size, IntStream.range(0, checked(shape, size)).toArray());
    }

    /** Groups of units drawn uniformly at random (Fisher and Yates, 1938). */
    static UnitGroups shuffled(WeightShape shape, int size, RandomGenerator random) {
        int[] units = IntStream.range(0, checked(shape, size)).toArray();
        for (int last = units.length - 1; last > 0; last--) {
            int drawn = random.nextInt(last + 1);
            int unit = units[last];
            units[last] = units[drawn];
            units[drawn] = unit;
        }
        return inOrder(size, units);
    }

    private static UnitGroups inOrder(int size, int[] units) {
        int[] groups = new int[units.length];
        for (int place = 0; place < units.length; place++) {
            groups[units[place]] = place / size;
        }
        return new UnitGroups(size, units, groups);
    }

    private static int checked(WeightShape shape, int size) {
        int units = shape.units();
        if (units % size == 0) {
            return units;
        }
        int below = units / size * size;
        throw new SettingException("group",
                "group = %d does not divide the %d units of %s: take %s units, or a group that divides them".formatted(
                        size, units, shape.name(),
                        below == 0 ? String.valueOf(size) : below + " or " + (below + size)));
    }

    @Override
    public void rank(Survivors survivors, Entries.Visitor visitor) {
        Group group = new Group(survivors);
        for (int gate = 0; gate < survivors.weight().shape().gates(); gate++) {
            for (int first = 0; first < units.length; first += size) {
                group.read(gate, first);
                group.show(visitor);
            }
        }
    }

    @Override
    public boolean together(int row, int column, int nextRow, int nextColumn) {
        return column == nextColumn && row / units.length == nextRow / units.length
                && groups[row % units.length] == groups[nextRow % units.length];
    }

    /** The rows of a gate that belong to the group that begins at a place in the order. */
    private int[] rows(int gate, int first) {
        return IntStream.range(first, first + size).map(place -> gate * units.length + units[place]).toArray();
    }

    /** The groups of the same units, one for each column. */
    private final class Group {

        private final Survivors survivors;
        private final int columns;
        private final double[] squares;
        private final int[] surviving;
        private int[] rows = {};

        Group(Survivors survivors) {
            this.survivors = survivors;
            this.columns = survivors.weight().shape().columns();
            this.squares = new double[columns];
            this.surviving = new int[columns];
        }

        void read(int gate, int first) {
            rows = rows(gate, first);
            Arrays.fill(squares, 0);
            Arrays.fill(surviving, 0);
            for (int row : rows) {
                survivors.forEachValue(row, (_, column, value) -> {
                    squares[column] += (double) value * value;
                    surviving[column]++;
                });
            }
        }

        void show(Entries.Visitor visitor) {
            for (int column = 0; column < columns; column++) {
                if (surviving[column] > 0) {
                    int key = survivors.key(
                            keyRow(column), column, (float) Math.sqrt(squares[column] / surviving[column]));
                    for (int row : rows) {
                        if (survivors.mask().keeps(row, column)) {
                            visitor.visit(survivors.number(), row, column, key);
                        }
                    }
                }
            }
        }

        /** The row that the group is ranked as: that of a self-connection, if it has one. */
        private int keyRow(int column) {
            for (int row : rows) {
                if (SelfConnections.at(survivors.weight().shape(), row, column)) {
                    return row;
                }
            }
            return rows[0];
        }
    }
}
