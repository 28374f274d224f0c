package io.moduli.plugins.pruning.setting;

import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.List;

/** How a share of removed entries is divided among matrices, each of which is pruned by itself. */
public enum LayerShares {
    /** All matrices lose the same share. */
    UNIFORM,
    /**
     * Large matrices lose more: the share that a matrix of [rows × columns] keeps is proportional to (rows + columns) /
     * (rows · columns), as in an Erdős–Rényi random graph, but at most 1. Mocanu et al. (2018); with full matrices set
     * aside first, Evci et al. (2020), whose ERK equals this rule if there are no kernels.
     */
    ERDOS_RENYI;

    /**
     * The share removed from each matrix.
     *
     * @param sparsity the share of all entries together
     * @return one share for each matrix, from 0 to 1
     */
    public double[] sparsities(double sparsity, List<WeightShape> shapes) {
        double[] shares = new double[shapes.size()];
        if (this == UNIFORM) {
            Arrays.fill(shares, sparsity);
            return shares;
        }
        double budget = (1 - sparsity) * shapes.stream().mapToLong(WeightShape::entries).sum();
        double[] sides = shapes.stream().mapToDouble(shape -> (double) shape.rows() + shape.columns()).toArray();
        boolean[] full = new boolean[shapes.size()];
        double factor = budget / Math.max(1, Arrays.stream(sides).sum());
        for (int index = next(shapes, sides, full, factor); index >= 0; index = next(shapes, sides, full, factor)) {
            full[index] = true;
            budget -= shapes.get(index).entries();
            sides[index] = 0;
            factor = Math.max(0, budget) / Math.max(1, Arrays.stream(sides).sum());
        }
        for (int index = 0; index < shares.length; index++) {
            shares[index] = full[index] ? 0 : 1 - factor * sides[index] / shapes.get(index).entries();
        }
        return shares;
    }

    /** The matrix that would exceed its size the most; -1 if none would. */
    private static int next(List<WeightShape> shapes, double[] sides, boolean[] full, double factor) {
        int fullest = -1;
        double most = 1;
        for (int index = 0; index < sides.length; index++) {
            double density = factor * sides[index] / shapes.get(index).entries();
            if (!full[index] && density > most) {
                fullest = index;
                most = density;
            }
        }
        return fullest;
    }
}
