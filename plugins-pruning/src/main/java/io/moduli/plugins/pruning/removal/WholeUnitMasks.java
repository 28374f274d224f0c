package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.plugins.pruning.ranking.SurvivorValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Removes units in the order of their norms until the share is reached, up to the last whole unit below it. In each
 * layer the unit of largest norm stays.
 *
 * @param units the units of rows and columns
 * @param byLayer whether each layer loses the same share of its units
 * @param granularity the entries of the largest unit
 */
record WholeUnitMasks(LayerUnits units, boolean byLayer, int granularity) implements BoundPruner {

    private static final int STAYS = Integer.MAX_VALUE;

    @Override
    public List<Mask> masks(PruningRound round) {
        List<PrunableWeight> weights = round.weights();
        int[] places = places(weights);
        long[] removedBy = new long[units.count() + 1];
        long total = 0;
        long gone = 0;
        for (int number = 0; number < weights.size(); number++) {
            Mask mask = weights.get(number).mask();
            total += mask.entries();
            gone += mask.entries() - mask.count();
            forEach(mask, number, places, (_, _, place) -> removedBy[Math.min(place, units.count())]++);
        }
        long wanted = total - Shares.surviving(round.sparsity(), total);
        int removed = 0;
        while (removed < units.count() && gone + removedBy[removed] <= wanted) {
            gone += removedBy[removed++];
        }
        long left = removedBy[units.count()];
        if (wanted > total - left) {
            round.warn(
                    "a sparsity of %s is out of reach: with one unit left in each layer, %d of %d entries remain"
                            .formatted(round.sparsity(), left, total));
        }
        List<Mask> masks = new ArrayList<>();
        for (int number = 0; number < weights.size(); number++) {
            Mask before = weights.get(number).mask();
            Mask.Builder after = Mask.builder(before.rows(), before.columns());
            int first = removed;
            forEach(before, number, places, (row, column, place) -> {
                if (place >= first) {
                    after.keep(row, column);
                }
            });
            masks.add(after.build());
        }
        return masks;
    }

    /** Visits an entry with the position of the first of its units to be removed. */
    @FunctionalInterface
    private interface PlaceVisitor {

        void visit(int row, int column, int place);
    }

    private void forEach(Mask mask, int number, int[] places, PlaceVisitor visitor) {
        int[] rows = units.ofRows(number);
        int[] columns = units.ofColumns(number);
        for (int row = 0; row < mask.rows(); row++) {
            int ofRow = rows[row] < 0 ? STAYS : places[rows[row]];
            for (int column = mask.nextKept(row, 0); column < mask.columns(); column = mask.nextKept(row, column + 1)) {
                int ofColumn = columns[column] < 0 ? STAYS : places[columns[column]];
                visitor.visit(row, column, Math.min(ofRow, ofColumn));
            }
        }
    }

    /** The position of each unit in the order of removal. */
    private int[] places(List<PrunableWeight> weights) {
        double[] keys = norms(weights);
        List<Integer> order = ascending(keys);
        if (byLayer) {
            order = ascending(ranks(order));
        }
        int[] places = new int[units.count()];
        for (int place = 0; place < places.length; place++) {
            places[order.get(place)] = place;
        }
        for (int unit : largest(keys)) {
            places[unit] = STAYS;
        }
        return places;
    }

    /** For each unit, the share of its layer that is removed before it. */
    private double[] ranks(List<Integer> order) {
        double[] ranks = new double[units.count()];
        int[] sizes = new int[Arrays.stream(units.layers()).max().orElse(0) + 1];
        for (int layer : units.layers()) {
            sizes[layer]++;
        }
        int[] seen = new int[sizes.length];
        for (int unit : order) {
            int layer = units.layers()[unit];
            ranks[unit] = (double) seen[layer]++ / sizes[layer];
        }
        return ranks;
    }

    /** Equal units are in the order of their numbers. */
    private static List<Integer> ascending(double[] keys) {
        List<Integer> order = new ArrayList<>();
        for (int unit = 0; unit < keys.length; unit++) {
            order.add(unit);
        }
        order.sort(Comparator.comparingDouble(unit -> keys[unit]));
        return order;
    }

    /** The unit of each layer that is removed last. */
    private List<Integer> largest(double[] norms) {
        int[] layers = units.layers();
        List<Integer> largest = new ArrayList<>();
        for (int unit = 0; unit < layers.length; unit++) {
            if (unit == 0 || layers[unit] != layers[unit - 1]) {
                largest.add(unit);
            } else if (Double.compare(norms[unit], norms[largest.getLast()]) >= 0) {
                largest.set(largest.size() - 1, unit);
            }
        }
        return largest;
    }

    /** The norm of all weights that lead to or from a unit; a self-connection counts once. */
    private double[] norms(List<PrunableWeight> weights) {
        double[] squares = new double[units.count()];
        for (int number = 0; number < weights.size(); number++) {
            PrunableWeight weight = weights.get(number);
            int[] rows = units.ofRows(number);
            int[] columns = units.ofColumns(number);
            SurvivorValues values = SurvivorValues.of(weight);
            for (int index = 0; index < rows.length; index++) {
                values.forEach(index, (row, column, value) -> {
                    double square = (double) value * value;
                    if (rows[row] >= 0) {
                        squares[rows[row]] += square;
                    }
                    if (columns[column] >= 0 && columns[column] != rows[row]) {
                        squares[columns[column]] += square;
                    }
                });
            }
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }
}
