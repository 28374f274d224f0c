package io.moduli.plugins.pruning;

import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;

/** Weights of one row, and masks as texts of 1 and 0. */
public final class Weights {

    private Weights() {}

    public static TrialWeight recurrent(String name, float... values) {
        return TrialWeight.dense(shape(name, WeightRole.RECURRENT, values.length), mask("1".repeat(values.length)),
                values);
    }

    public static TrialWeight input(String name, float... values) {
        return TrialWeight.dense(shape(name, WeightRole.INPUT, values.length), mask("1".repeat(values.length)),
                values);
    }

    public static WeightShape shape(String name, WeightRole role, int columns) {
        return new WeightShape(name, role, 0, 1, 1, columns);
    }

    public static Mask mask(String bits) {
        Mask.Builder mask = Mask.builder(1, bits.length());
        for (int column = 0; column < bits.length(); column++) {
            if (bits.charAt(column) == '1') {
                mask.keep(0, column);
            }
        }
        return mask.build();
    }

    /** Row after row. */
    public static String bits(Mask mask) {
        StringBuilder bits = new StringBuilder();
        for (int row = 0; row < mask.rows(); row++) {
            for (int column = 0; column < mask.columns(); column++) {
                bits.append(mask.keeps(row, column) ? '1' : '0');
            }
        }
        return bits.toString();
    }
}
