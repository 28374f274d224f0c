package io.moduli.core.engine.kernels;

import static io.moduli.core.engine.kernels.Vectors.bounded;
import static io.moduli.core.engine.kernels.Vectors.floatAt;
import static io.moduli.core.engine.kernels.Vectors.loadAt;
import static io.moduli.core.engine.kernels.Vectors.setFloatAt;
import static io.moduli.core.engine.kernels.Vectors.storeAt;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.ref.Reference;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Products of a dense matrix with only a few columns, such as the input weight of many tasks, and sums along rows. They
 * are bound by the memory of the result's rows, which are visited once; a general product packs both operands first,
 * which takes longer than the product. Features are handled in pairs, so that a row is loaded once for both.
 */
public final class NarrowKernels {

    /** The maximum number of columns of a narrow matrix. */
    public static final int MAXIMUM_COLUMNS = 4;

    private static final long V = Vectors.LENGTH * (long) Float.BYTES;

    private NarrowKernels() {}

    /**
     * y[r, c] = Σ_k b_k[r] + Σ_j a[r, j] x[j, c] for the rows from {@code first} to {@code end - 1}.
     *
     * @param a [rows × features], at least one of them
     * @param x [features × columns]
     * @param biases what each row begins with, [rows × 1] each; none, one or two
     */
    public static void affine(Matrix a, Matrix x, List<Matrix> biases, Matrix y, int first, int end) {
        int features = a.columns();
        for (int feature = 0; feature < features; feature += 2) {
            int other = Math.min(feature + 1, features - 1);
            long weights = Vectors.address(a, first, feature);
            long one = Vectors.address(x, feature, 0);
            long another = Vectors.address(x, other, 0);
            long target = Vectors.address(y, first, 0);
            if (feature == 0) {
                beginWithTwo(
                        weights, Vectors.stride(a), other - feature, one, another, address(biases, 0, first),
                        address(biases, 1, first), strideOf(biases), target, Vectors.stride(y), y.columns(),
                        end - first);
            } else {
                addTwo(
                        weights, Vectors.stride(a), other - feature, one, another, target, Vectors.stride(y),
                        y.columns(), end - first);
            }
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(biases);
        Reference.reachabilityFence(y);
    }

    /** The address of a bias from a given row; 0 if there is none. */
    private static long address(List<Matrix> biases, int number, int row) {
        return number < biases.size() ? Vectors.address(biases.get(number), row) : 0;
    }

    private static long strideOf(List<Matrix> biases) {
        return biases.isEmpty() ? 0 : Vectors.stride(biases.getFirst());
    }

    private static float bias(long bias, int row, long stride) {
        return bias == 0 ? 0 : floatAt(bias + row * stride);
    }

    /** @param another 1 if there is a second feature, else 0 */
    private static void beginWithTwo(
            long a, long strideOfA, int another, long x, long other, long bias, long otherBias, long strideOfBias,
            long y, long strideOfY, int columns, int rows) {
        int whole = Vectors.whole(columns);
        for (int row = 0; row < rows; row++) {
            long weights = a + row * strideOfA;
            FloatVector weight = VectorMath.all(floatAt(weights));
            FloatVector otherWeight = VectorMath.all(another * floatAt(weights + (long) another * Float.BYTES));
            FloatVector begin = VectorMath.all(bias(bias, row, strideOfBias) + bias(otherBias, row, strideOfBias));
            long target = y + row * strideOfY;
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                long offset = (long) column * Float.BYTES;
                FloatVector sum = weight.fma(loadAt(bounded(x + offset)), begin);
                storeAt(otherWeight.fma(loadAt(bounded(other + offset)), sum), bounded(target + offset));
            }
            if (whole < columns) {
                VectorMask<Float> tail = Vectors.tail(whole, columns);
                long offset = (long) whole * Float.BYTES;
                FloatVector sum = weight.fma(loadAt(x + offset, tail), begin);
                storeAt(otherWeight.fma(loadAt(other + offset, tail), sum), target + offset, tail);
            }
        }
    }

    /** @param another 1 if there is a second feature, else 0 */
    private static void addTwo(
            long a, long strideOfA, int another, long x, long other, long y, long strideOfY, int columns, int rows) {
        int whole = Vectors.whole(columns);
        for (int row = 0; row < rows; row++) {
            long weights = a + row * strideOfA;
            FloatVector weight = VectorMath.all(floatAt(weights));
            FloatVector otherWeight = VectorMath.all(another * floatAt(weights + (long) another * Float.BYTES));
            long target = y + row * strideOfY;
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                long offset = (long) column * Float.BYTES;
                long place = bounded(target + offset);
                FloatVector sum = weight.fma(loadAt(bounded(x + offset)), loadAt(place));
                storeAt(otherWeight.fma(loadAt(bounded(other + offset)), sum), place);
            }
            if (whole < columns) {
                VectorMask<Float> tail = Vectors.tail(whole, columns);
                long offset = (long) whole * Float.BYTES;
                FloatVector sum = weight.fma(loadAt(x + offset, tail), loadAt(target + offset, tail));
                storeAt(otherWeight.fma(loadAt(other + offset, tail), sum), target + offset, tail);
            }
        }
    }

    /**
     * Adds up, for some rows of y, what the sums of the lanes later are Σ_c y[r, c] x[j, c] of each row j of x, and Σ_c
     * y[r, c] last; each sum stays a vector, since adding up its lanes takes longer than everything else.
     *
     * @param y [rows × columns]
     * @param x [features or more × columns]
     * @param sums [rows × {@link #widthOfSums}]
     * @param add whether to add to the present contents
     */
    public static void addToSums(Matrix y, Matrix x, int features, Matrix sums, boolean add, int first, int end) {
        if (!add) {
            RowKernels.zeroRows(sums, first, end);
        }
        for (int feature = 0; feature < features; feature += 2) {
            int other = Math.min(feature + 1, features - 1);
            addProducts(
                    Vectors.address(y, first, 0), Vectors.stride(y), Vectors.address(x, feature, 0),
                    Vectors.address(x, other, 0), other - feature,
                    Vectors.address(sums, first, 0) + feature * V, Vectors.stride(sums), y.columns(), end - first);
        }
        addRows(
                Vectors.address(y, first, 0), Vectors.stride(y), Vectors.address(sums, first, 0) + features * V,
                Vectors.stride(sums), y.columns(),
                end - first);
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(sums);
    }

    /** How many numbers a row of the sums of so many features has. */
    public static int widthOfSums(int features) {
        return (features + 1) * Vectors.LENGTH;
    }

    /** @param another 1 if there is a second feature, else 0 */
    private static void addProducts(
            long y, long strideOfY, long x, long other, int another, long sums, long strideOfSums, int columns,
            int rows) {
        int whole = Vectors.whole(columns);
        for (int row = 0; row < rows; row++) {
            long source = y + row * strideOfY;
            long target = sums + row * strideOfSums;
            FloatVector a = loadAt(target + another * V);
            FloatVector b = loadAt(target);
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                long offset = (long) column * Float.BYTES;
                FloatVector numbers = loadAt(bounded(source + offset));
                a = numbers.fma(loadAt(bounded(other + offset)), a);
                b = numbers.fma(loadAt(bounded(x + offset)), b);
            }
            if (whole < columns) {
                VectorMask<Float> tail = Vectors.tail(whole, columns);
                long offset = (long) whole * Float.BYTES;
                FloatVector numbers = loadAt(source + offset, tail);
                a = numbers.fma(loadAt(other + offset, tail), a);
                b = numbers.fma(loadAt(x + offset, tail), b);
            }
            storeAt(a, target + another * V);
            storeAt(b, target);
        }
    }

    private static void addRows(long y, long strideOfY, long sums, long strideOfSums, int columns, int rows) {
        int whole = Vectors.whole(columns);
        for (int row = 0; row < rows; row++) {
            long source = y + row * strideOfY;
            long target = sums + row * strideOfSums;
            FloatVector sum = loadAt(target);
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                sum = sum.add(loadAt(bounded(source + (long) column * Float.BYTES)));
            }
            if (whole < columns) {
                VectorMask<Float> tail = Vectors.tail(whole, columns);
                sum = sum.add(loadAt(source + (long) whole * Float.BYTES, tail));
            }
            storeAt(sum, target);
        }
    }

    /** g[r, j] = the sum that was {@linkplain #addToSums added up}, or g[r, j] += the same where it adds, for some rows. */
    public static void takeProducts(Matrix sums, Matrix g, boolean add, int first, int end) {
        for (int row = first; row < end; row++) {
            for (int feature = 0; feature < g.columns(); feature++) {
                take(Vectors.address(sums, row, 0) + feature * V, Vectors.address(g, row, feature), add);
            }
        }
        Reference.reachabilityFence(sums);
        Reference.reachabilityFence(g);
    }

    /** The same of the sums of y's rows alone, into a vector [rows × 1]. */
    public static void takeRows(Matrix sums, Matrix g, boolean add, int first, int end) {
        long last = sums.columns() * (long) Float.BYTES - V;
        for (int row = first; row < end; row++) {
            take(Vectors.address(sums, row, 0) + last, Vectors.address(g, row, 0), add);
        }
        Reference.reachabilityFence(sums);
        Reference.reachabilityFence(g);
    }

    private static void take(long sums, long target, boolean add) {
        float sum = Vectors.sumOfLanes(loadAt(sums));
        setFloatAt(target, add ? floatAt(target) + sum : sum);
    }
}
