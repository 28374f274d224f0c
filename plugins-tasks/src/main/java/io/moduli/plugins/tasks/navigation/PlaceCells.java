package io.moduli.plugins.tasks.navigation;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Place cells, each with a centre in the box, and the code that their activity is for a position: the difference of
 * softmaxes of Sorscher et al. (2019, 2023).
 *
 * <p>With the distance dᵢ to cell i, width σ and surround s,
 *
 * <pre>
 *     qᵢ = softmaxᵢ(-d² / 2σ²) - softmaxᵢ(-d² / 2sσ²)        a bump with a trough around it; all add up to 0
 *     pᵢ = (qᵢ - min q) / Σⱼ (qⱼ - min q)                    shifted and scaled to a distribution
 * </pre>
 *
 * <p>Cells far away have neither bump nor trough, so pᵢ is about 1/cells for them: most of the entropy of the code, and
 * so of the minimum cross-entropy, is that of a uniform distribution. If all q are 0, for example halfway between the
 * only two cells or very far from all but one, p is 1/cells everywhere.
 */
final class PlaceCells {

    private static final int LANES = VectorMath.SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** A q that adds up to less once it is shifted is 0 in float32. */
    private static final float LEAST_SUM = 1e-30f;

    private final Box box;
    private final float[] x;
    private final float[] y;
    private final float bumpRate;
    private final float troughRate;

    /**
     * Cells at given centres.
     *
     * @param box where they are, and how distances are measured
     * @param x their first coordinates, in metres
     * @param y their second coordinates, in metres
     * @param width σ, in metres
     * @param surround s, more than 1
     */
    PlaceCells(Box box, float[] x, float[] y, double width, double surround) {
        this.box = box;
        this.x = x;
        this.y = y;
        this.bumpRate = (float) (1 / (2 * width * width));
        this.troughRate = (float) (1 / (2 * surround * width * width));
    }

    /** Cells scattered uniformly over the box. */
    static PlaceCells scatter(int count, Box box, double width, double surround, RandomGenerator random) {
        float[] x = new float[count];
        float[] y = new float[count];
        for (int cell = 0; cell < count; cell++) {
            x[cell] = (float) (box.side() * (random.nextDouble() - 0.5));
            y[cell] = (float) (box.side() * (random.nextDouble() - 0.5));
        }
        return new PlaceCells(box, x, y, width, surround);
    }

    /** Where they are. */
    Box box() {
        return box;
    }

    /** How many there are. */
    int count() {
        return x.length;
    }

    /** The first coordinate of a cell's centre, in metres. */
    double x(int cell) {
        return x[cell];
    }

    /** The second coordinate of a cell's centre, in metres. */
    double y(int cell) {
        return y[cell];
    }

    /** The centres as shares of the box: from (0, 0) at the lower left corner to (1, 1), [cells][2]. */
    double[][] shares() {
        double[][] shares = new double[count()][];
        for (int cell = 0; cell < shares.length; cell++) {
            shares[cell] = new double[] {share(x[cell]), share(y[cell])};
        }
        return shares;
    }

    /** Coordinates are rounded to float32, and may so lie beyond a wall. */
    private double share(double coordinate) {
        return Math.clamp((coordinate + box.half()) / box.side(), 0, 1);
    }

    /**
     * Writes the codes of some positions.
     *
     * @param atX first coordinates, in metres
     * @param atY second coordinates, in metres
     * @param from the index of the first position
     * @param codes receives a distribution in each column, [cells × positions]
     */
    void encode(float[] atX, float[] atY, int from, Matrix codes) {
        float[] distances = new float[count() * LANES];
        float[] bumps = new float[distances.length];
        for (int column = 0; column < codes.columns(); column += LANES) {
            VectorMask<Float> mask = VectorMath.SPECIES.indexInRange(column, codes.columns());
            FloatVector nearest = squaredDistances(
                    FloatVector.fromArray(VectorMath.SPECIES, atX, from + column, mask),
                    FloatVector.fromArray(VectorMath.SPECIES, atY, from + column, mask),
                    distances);
            differences(nearest, distances, bumps);
            store(bumps, codes, column, mask);
        }
    }

    /** Writes all cells' squared distances from a vector of positions and returns the smallest. */
    private FloatVector squaredDistances(FloatVector atX, FloatVector atY, float[] distances) {
        FloatVector nearest = VectorMath.all(Float.POSITIVE_INFINITY);
        for (int cell = 0; cell < x.length; cell++) {
            FloatVector wayX = way(atX.sub(x[cell]));
            FloatVector wayY = way(atY.sub(y[cell]));
            FloatVector distance = wayX.fma(wayX, wayY.mul(wayY));
            nearest = nearest.min(distance);
            distance.intoArray(distances, cell * LANES);
        }
        return nearest;
    }

    private FloatVector way(FloatVector difference) {
        if (!box.periodic()) {
            return difference;
        }
        FloatVector size = difference.abs();
        return size.min(VectorMath.all((float) box.side()).sub(size));
    }

    /**
     * Writes the q of a vector of positions, times the product of both softmaxes' denominators, over their bumps. Distances
     * are taken from the nearest cell's, which changes no softmax and keeps one summand at 1.
     *
     * <p>With the bumps b, the troughs t and their sums B and T, bᵢ/B - tᵢ/T is (bᵢT - tᵢB) / BT, and its numerator is
     * (bᵢ - tᵢ) B + bᵢ (T - B). So nothing cancels if one cell is much closer than all others and both softmaxes round
     * to 1 for it.
     */
    private void differences(FloatVector nearest, float[] distances, float[] bumps) {
        FloatVector bumpSum = FloatVector.zero(VectorMath.SPECIES);
        FloatVector excess = bumpSum;
        for (int at = 0; at < distances.length; at += LANES) {
            FloatVector closeness = nearest.sub(FloatVector.fromArray(VectorMath.SPECIES, distances, at));
            FloatVector bump = VectorMath.exp(closeness.mul(bumpRate));
            FloatVector step = VectorMath.exp(closeness.mul(troughRate)).sub(bump);
            bumpSum = bumpSum.add(bump);
            excess = excess.add(step);
            bump.intoArray(bumps, at);
            step.intoArray(distances, at);
        }
        for (int at = 0; at < distances.length; at += LANES) {
            FloatVector bump = FloatVector.fromArray(VectorMath.SPECIES, bumps, at).mul(excess);
            FloatVector step = FloatVector.fromArray(VectorMath.SPECIES, distances, at);
            bump.sub(step.mul(bumpSum)).intoArray(bumps, at);
        }
    }

    /** Shifts and scales q and writes it to the columns of a matrix. */
    private static void store(float[] differences, Matrix codes, int column, VectorMask<Float> mask) {
        FloatVector least = VectorMath.all(Float.POSITIVE_INFINITY);
        for (int at = 0; at < differences.length; at += LANES) {
            least = least.min(FloatVector.fromArray(VectorMath.SPECIES, differences, at));
        }
        FloatVector sum = FloatVector.zero(VectorMath.SPECIES);
        for (int at = 0; at < differences.length; at += LANES) {
            sum = sum.add(FloatVector.fromArray(VectorMath.SPECIES, differences, at).sub(least));
        }
        VectorMask<Float> flat = sum.compare(VectorOperators.LT, LEAST_SUM);
        FloatVector scale = VectorMath.all(1).div(sum).blend(0, flat);
        FloatVector base = VectorMath.all(0).blend(1f / codes.rows(), flat);
        for (int cell = 0; cell < codes.rows(); cell++) {
            FloatVector.fromArray(VectorMath.SPECIES, differences, cell * LANES)
                    .sub(least)
                    .fma(scale, base)
                    .intoMemorySegment(codes.memory(), codes.byteOffset(cell, column), ORDER, mask);
        }
    }
}
