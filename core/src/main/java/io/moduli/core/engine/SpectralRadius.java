package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;

/** The spectral radius of a square matrix: the greatest absolute value of its eigenvalues. */
public final class SpectralRadius {

    /** ‖Aᵏ‖^(1/k) with k = 2¹² is within some thousandths of its limit for any matrix that occurs here. */
    private static final int SQUARINGS = 12;

    private SpectralRadius() {}

    /**
     * By Gelfand's formula, ρ = lim ‖Aᵏ‖^(1/k), squaring again and again and keeping the norm apart.
     *
     * @param matrix [n × n]
     * @return 0 for a nilpotent matrix, such as that of a network without cycles
     */
    public static double of(Matrix matrix) {
        int n = matrix.rows();
        if (n != matrix.columns()) {
            throw new IllegalArgumentException("the spectral radius of " + matrix);
        }
        Matrix power = Matrix.allocateAligned(n, n);
        Matrix square = Matrix.allocateAligned(n, n);
        power.copyFrom(matrix);
        double logNorm = 0;
        double exponent = 1;
        for (int squaring = 0; squaring <= SQUARINGS; squaring++) {
            double norm = norm(power);
            if (norm == 0) {
                return 0;
            }
            logNorm += Math.log(norm) / exponent;
            scale(power, 1 / norm);
            Blas.multiply(power, power, square, false, 0, n);
            Matrix previous = power;
            power = square;
            square = previous;
            exponent *= 2;
        }
        return Math.exp(logNorm);
    }

    /** Multiplies a matrix by a number. */
    public static void scale(Matrix matrix, double factor) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, (float) (factor * matrix.get(row, column)));
            }
        }
    }

    private static double norm(Matrix matrix) {
        double squares = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                double value = matrix.get(row, column);
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }
}
