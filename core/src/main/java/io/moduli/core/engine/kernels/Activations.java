package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Squashing functions of whole windows.
 *
 * <p>Each is a loop of its own rather than a step of a longer one: the compiler gives up on a loop body with two or three
 * transcendental functions in it, and from there on every vector becomes an object on the heap.
 */
public final class Activations {

    private Activations() {}

    /** x = σ(x). */
    public static void sigmoid(Matrix x) {
        int columns = x.columns();
        if (columns == 1) {
            sigmoidOfColumn(x);
            return;
        }
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(VectorMath.sigmoid(Vectors.load(x, row, column, mask)), x, row, column, mask);
            }
        }
    }

    /** x = σ(x + other). */
    public static void sigmoidOfSum(Matrix x, Matrix other) {
        int columns = x.columns();
        if (columns == 1) {
            RowKernels.add(other, x, 0, x.rows());
            sigmoidOfColumn(x);
            return;
        }
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(
                        VectorMath.sigmoid(
                                Vectors.load(x, row, column, mask).add(Vectors.load(other, row, column, mask))),
                        x, row, column, mask);
            }
        }
    }

    /** y = tanh(x); both may be the same. */
    public static void tanh(Matrix x, Matrix y) {
        int columns = x.columns();
        if (columns == 1) {
            tanhOfColumn(x, y);
            return;
        }
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(VectorMath.tanh(Vectors.load(x, row, column, mask)), y, row, column, mask);
            }
        }
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
