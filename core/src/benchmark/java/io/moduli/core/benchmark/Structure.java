package io.moduli.core.benchmark;

import io.moduli.api.weight.Mask;
import java.util.random.RandomGenerator;

/** Which entries of a recurrent weight are left. */
public enum Structure {
    /** Any. */
    AT_RANDOM("at random"),
    /** Those among near units of a torus, which have the numbers in which they were drawn. */
    TORUS_AS_DRAWN("near on a torus, units numbered as drawn"),
    /** The same with units that are numbered along the torus, as training numbers them. */
    TORUS_ALONG("near on a torus, units numbered along it");

    private final String title;

    Structure(String title) {
        this.title = title;
    }

    /** What reports call it. */
    String title() {
        return title;
    }

    /** Draws a mask for a workload's recurrent weight, with about a share of its entries removed. */
    Mask draw(Workload workload, double sparsity, RandomGenerator random) {
        return switch (this) {
            case AT_RANDOM -> atRandom(workload.rows(), workload.hidden(), sparsity, random);
            case TORUS_AS_DRAWN -> TorusMask.draw(workload, sparsity, false, random);
            case TORUS_ALONG -> TorusMask.draw(workload, sparsity, true, random);
        };
    }

    /** Removes each entry of a matrix with the same probability. */
    static Mask atRandom(int rows, int columns, double sparsity, RandomGenerator random) {
        Mask.Builder mask = Mask.builder(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextDouble() >= sparsity) {
                    mask.keep(row, column);
                }
            }
        }
        return mask.build();
    }
}
