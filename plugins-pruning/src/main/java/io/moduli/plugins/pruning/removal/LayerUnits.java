package io.moduli.plugins.pruning.removal;

import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Which hidden units the rows and columns of weights belong to. Units are numbered through all layers that have a recurrent
 * weight.
 *
 * @param count how many units there are
 * @param layers for each unit the number of its layer, in ascending order
 * @param rows for each weight the units of its rows, -1 if there is none
 * @param columns the units of its columns
 */
record LayerUnits(int count, int[] layers, List<int[]> rows, List<int[]> columns) {

    /** The units of a layer. */
    private record Layer(int first, int units) {

        /** The units of rows that are numbered gate by gate; none if their number does not fit. */
        int[] gateByGate(int gates, int ofGate) {
            return filled(gates * ofGate, place -> ofGate == units ? first + place % units : -1);
        }
    }

    private static final Layer NONE = new Layer(0, 0);

    /** Finds the units by the roles and extents of weights. */
    static LayerUnits of(List<WeightShape> weights) {
        SortedMap<Integer, Layer> layers = new TreeMap<>();
        int count = 0;
        for (WeightShape weight : weights.stream().filter(one -> one.role() == WeightRole.RECURRENT)
                .sorted(Comparator.comparingInt(WeightShape::layer)).toList()) {
            if (!layers.containsKey(weight.layer())) {
                layers.put(weight.layer(), new Layer(count, weight.units()));
                count += weight.units();
            }
        }
        int[] ofUnits = new int[count];
        layers.forEach((number, layer) -> Arrays.fill(ofUnits, layer.first, layer.first + layer.units, number));
        return new LayerUnits(
                count, ofUnits, weights.stream().map(weight -> rows(weight, layers)).toList(),
                weights.stream().map(weight -> columns(weight, layers)).toList());
    }

    private static int[] rows(WeightShape weight, SortedMap<Integer, Layer> layers) {
        Layer own = layers.getOrDefault(weight.layer(), NONE);
        return switch (weight.role()) {
            case INPUT, RECURRENT -> own.gateByGate(weight.gates(), weight.units());
            // The states of all layers, one layer after the other.
            case INITIAL_STATE -> {
                int units = layers.values().stream().mapToInt(Layer::units).sum();
                yield filled(weight.rows(), row -> weight.rows() == units ? row : -1);
            }
            case EMBEDDING, READ_OUT -> filled(weight.rows(), _ -> -1);
        };
    }

    private static int[] columns(WeightShape weight, SortedMap<Integer, Layer> layers) {
        Layer from = switch (weight.role()) {
            case RECURRENT -> layers.getOrDefault(weight.layer(), NONE);
            case INPUT -> layers.getOrDefault(weight.layer() - 1, NONE);
            case READ_OUT -> layers.values().stream().reduce(NONE, (_, later) -> later);
            case INITIAL_STATE, EMBEDDING -> NONE;
        };
        return from.gateByGate(1, weight.columns());
    }

    private static int[] filled(int length, IntUnaryOperator unit) {
        int[] units = new int[length];
        Arrays.setAll(units, unit);
        return units;
    }

    /** The units of a weight's rows. */
    int[] ofRows(int weight) {
        return rows.get(weight);
    }

    /** The units of a weight's columns. */
    int[] ofColumns(int weight) {
        return columns.get(weight);
    }
}
