package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Squashing functions of whole windows.
 *
 * <p>Each function is a separate loop rather than a step of a longer one, and the rest of a row is another loop: the
 * compiler gives up on a method with two or three transcendental functions in it, and then every vector becomes an
 * object on the heap.
 */
public final class Activations {

    private Activations() {}

    /** x = σ(x). */
    public static void sigmoid(Matrix x) {
        int columns = x.columns();
        if (Vectors.isContiguous(x)) {
            sigmoidOfRow(Vectors.address(x, 0), x.rows() * columns);
        } else if (columns == 1) {
            sigmoidOfColumn(x);
        } else {
            for (int row = 0; row < x.rows(); row++) {
                sigmoidOfRow(Vectors.address(x, row), columns);
            }
        }
        Reference.reachabilityFence(x);
    }

    /** x = σ(x + other). */
    public static void sigmoidOfSum(Matrix x, Matrix other) {
        RowKernels.add(other, x, 0, x.rows());
        sigmoid(x);
    }

    /** y = tanh(x); both may be the same matrix. */
    public static void tanh(Matrix x, Matrix y) {
        int columns = x.columns();
        if (Vectors.isContiguous(x) && Vectors.isContiguous(y)) {
            tanhOfRow(Vectors.address(x, 0), Vectors.address(y, 0), x.rows() * columns);
        } else if (columns == 1) {
            tanhOfColumn(x, y);
        } else {
            for (int row = 0; row < x.rows(); row++) {
                tanhOfRow(Vectors.address(x, row), Vectors.address(y, row), columns);
            }
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    private static void sigmoidOfRow(long x, int count) {
        int whole = Vectors.whole(count);
        sigmoidOfVectors(x, whole);
        if (whole < count) {
            sigmoidOfTail(x + (long) whole * Float.BYTES, whole, count);
        }
    }

    private static void sigmoidOfVectors(long x, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            long place = x + (long) column * Float.BYTES;
            Vectors.storeAt(VectorMath.sigmoid(Vectors.loadAt(place)), place);
        }
    }

    private static void sigmoidOfTail(long x, int whole, int count) {
        VectorMask<Float> mask = Vectors.tail(whole, count);
        Vectors.storeAt(VectorMath.sigmoid(Vectors.loadAt(x, mask)), x, mask);
    }

    private static void tanhOfRow(long x, long y, int count) {
        int whole = Vectors.whole(count);
        tanhOfVectors(x, y, whole);
        if (whole < count) {
            long offset = (long) whole * Float.BYTES;
            tanhOfTail(x + offset, y + offset, whole, count);
        }
    }

    private static void tanhOfVectors(long x, long y, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            long offset = (long) column * Float.BYTES;
            Vectors.storeAt(VectorMath.tanh(Vectors.loadAt(x + offset)), y + offset);
        }
    }

    private static void tanhOfTail(long x, long y, int whole, int count) {
        VectorMask<Float> mask = Vectors.tail(whole, count);
        Vectors.storeAt(VectorMath.tanh(Vectors.loadAt(x, mask)), y, mask);
    }

    // A single column has a number in each row, and a vector of its own for each would be mostly empty.

    private static void tanhOfColumn(Matrix x, Matrix y) {
        float[] numbers = new float[Vectors.LENGTH];
        for (int row = 0; row < x.rows(); row += Vectors.LENGTH) {
            int count = Math.min(Vectors.LENGTH, x.rows() - row);
            Vectors.readColumn(x, row, count, numbers);
            VectorMath.tanh(FloatVector.fromArray(VectorMath.SPECIES, numbers, 0)).intoArray(numbers, 0);
            Vectors.writeColumn(numbers, y, row, count);
        }
    }

    private static void sigmoidOfColumn(Matrix x) {
        float[] numbers = new float[Vectors.LENGTH];
        for (int row = 0; row < x.rows(); row += Vectors.LENGTH) {
            int count = Math.min(Vectors.LENGTH, x.rows() - row);
            Vectors.readColumn(x, row, count, numbers);
            VectorMath.sigmoid(FloatVector.fromArray(VectorMath.SPECIES, numbers, 0)).intoArray(numbers, 0);
            Vectors.writeColumn(numbers, x, row, count);
        }
    }
}
