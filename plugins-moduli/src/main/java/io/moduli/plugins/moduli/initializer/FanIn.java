package io.moduli.plugins.moduli.initializer;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.weight.Mask;

/** Which of a unit's connections first weights are scaled to. */
public enum FanIn {
    /** All that there could be. */
    ALL,
    /**
     * The existing ones: values are larger by √(n / k) in a row that keeps k of n entries, so that its output has the
     * variance of the dense row. Evci, Ioannou, Keskin and Dauphin, "Gradient flow in sparse neural networks and how
     * lottery tickets win" (2022).
     */
    KEPT;

    /** The factor for the values in a row. */
    double scale(FirstWeights weight, int row) {
        if (this == ALL || weight.mask().isEmpty()) {
            return 1;
        }
        Mask mask = weight.mask().get();
        return Math.sqrt((double) mask.columns() / Math.max(1, mask.count(row)));
    }
}
