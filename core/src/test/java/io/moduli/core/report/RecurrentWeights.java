package io.moduli.core.report;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;

/** Makes recurrent weights. */
final class RecurrentWeights {

    private RecurrentWeights() {}

    /** A weight of square gates, row after row; not-a-number stands for a removed entry. */
    static Parameter of(int gates, int units, double... values) {
        Parameter weight = Parameter.weight(
                new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, units, units), 1);
        Mask.Builder mask = Mask.builder(gates * units, units);
        boolean removed = false;
        for (int index = 0; index < values.length; index++) {
            if (Double.isNaN(values[index])) {
                removed = true;
            } else {
                mask.keep(index / units, index % units);
                weight.values().set(index / units, index % units, (float) values[index]);
            }
        }
        if (removed) {
            weight.prune(mask.build(), new StorageChoice(StorageFormat.DENSE, "the test asks for it"));
        }
        return weight;
    }
}
