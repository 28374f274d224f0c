package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.math.ParallelLoop;
import java.util.Arrays;

/**
 * The cost {@code f = Σ a_ij d_ij c_ij} of connections a, by distance d and communicability c, and its derivatives with
 * respect to all magnitudes, including those through the communicability.
 *
 * <p>Let t_j be the strength of unit j, the sum of the magnitudes from it, and P = A T⁻¹ with columns that add up to 1.
 * Then {@code exp(T^-1/2 A T^-1/2)_ij = (t_j / t_i)^1/2 (e^P)_ij}, so the exponential of a matrix whose powers have no
 * entry above 1 is enough: {@value #TERMS} terms of its series leave an error below 1e-12. With
 * {@code k_ij = a_ij d_ij (t_j / t_i)^1/2} off the diagonal, the derivative with respect to P is the Fréchet derivative
 * of the exponential at Pᵀ in the direction of k, and its transpose follows from the series
 * {@code e_n = (P e_(n-1) + kᵀ r_(n-1)) / n} beside that of the exponential, {@code r_n = P r_(n-1) / n} (Higham:
 * Functions of Matrices, chapter 10). All of it is computed for a few columns at a time, so there is never a dense
 * matrix.
 *
 * <p>The communicability of a unit without outgoing connections is 0.
 */
final class CommunicabilityCost {

    private static final int TERMS = 14;
    /** How many columns of a dense matrix are computed at a time. */
    private static final int COLUMNS = 64;

    private final ConnectionMatrix connections;
    private final double[] distances;
    private final double[] strengths;
    /** P, and k, of each entry. */
    private final double[] transitions;
    private final double[] directions;
    /** (e^P)_ij, and the derivative with respect to p_ij, of each entry (i, j). */
    private final double[] exponentials;
    private final double[] slopes;

    /**
     * @param connections whose cost it is
     * @param distances of the two units of each entry
     */
    CommunicabilityCost(ConnectionMatrix connections, double[] distances) {
        this.connections = connections;
        this.distances = distances;
        this.strengths = connections.strengths();
        int entries = distances.length;
        this.transitions = new double[entries];
        this.directions = new double[entries];
        this.exponentials = new double[entries];
        this.slopes = new double[entries];
        for (int row = 0; row < connections.units(); row++) {
            for (int entry = connections.begin()[row]; entry < connections.begin()[row + 1]; entry++) {
                double from = strengths[connections.columns()[entry]];
                transitions[entry] = from == 0 ? 0 : connections.magnitudes()[entry] / from;
                directions[entry] = connections.magnitudes()[entry] * distances[entry] * balance(row, entry);
            }
        }
    }

    /** (t_j / t_i)^1/2, and 0 on the diagonal and where a unit has no strength. */
    private double balance(int row, int entry) {
        int column = connections.columns()[entry];
        return row == column || strengths[row] == 0 ? 0 : Math.sqrt(strengths[column] / strengths[row]);
    }

    /**
     * The derivatives of the cost with respect to the magnitude of each entry. The sum of the magnitudes times these derivatives
     * is the cost.
     */
    double[] derivatives(ParallelLoop loop) {
        int units = connections.units();
        loop.forEach(Math.ceilDiv(units, COLUMNS), block -> exponentiate(
                block * COLUMNS, Math.min(units, (block + 1) * COLUMNS)));
        double[] derivatives = new double[distances.length];
        double[] byStrength = new double[units];
        for (int row = 0; row < units; row++) {
            for (int entry = connections.begin()[row]; entry < connections.begin()[row + 1]; entry++) {
                int column = connections.columns()[entry];
                if (strengths[column] == 0) {
                    continue;
                }
                double term = directions[entry] * exponentials[entry];
                derivatives[entry] = distances[entry] * balance(row, entry) * exponentials[entry]
                        + slopes[entry] / strengths[column];
                byStrength[column] += (term / 2 - slopes[entry] * transitions[entry]) / strengths[column];
                if (strengths[row] != 0) {
                    byStrength[row] -= term / (2 * strengths[row]);
                }
            }
        }
        for (int entry = 0; entry < derivatives.length; entry++) {
            derivatives[entry] += byStrength[connections.columns()[entry]];
        }
        return derivatives;
    }

    /** Computes columns of the two series, and from them the values of the entries in these columns. */
    private void exponentiate(int first, int end) {
        int units = connections.units();
        int width = end - first;
        double[] power = new double[units * width];
        double[] derivative = new double[units * width];
        double[] powers = new double[units * width];
        double[] derivatives = new double[units * width];
        for (int column = first; column < end; column++) {
            power[column * width + column - first] = 1;
            powers[column * width + column - first] = 1;
        }
        double[] nextPower = new double[units * width];
        double[] nextDerivative = new double[units * width];
        for (int term = 1; term <= TERMS; term++) {
            Arrays.fill(nextPower, 0);
            Arrays.fill(nextDerivative, 0);
            for (int row = 0; row < units; row++) {
                for (int entry = connections.begin()[row]; entry < connections.begin()[row + 1]; entry++) {
                    int column = connections.columns()[entry];
                    double transition = transitions[entry] / term;
                    add(nextPower, row * width, transition, power, column * width, width);
                    add(nextDerivative, row * width, transition, derivative, column * width, width);
                    add(nextDerivative, column * width, directions[entry] / term, power, row * width, width);
                }
            }
            for (int index = 0; index < powers.length; index++) {
                powers[index] += nextPower[index];
                derivatives[index] += nextDerivative[index];
            }
            double[] spare = power;
            power = nextPower;
            nextPower = spare;
            spare = derivative;
            derivative = nextDerivative;
            nextDerivative = spare;
        }
        for (int row = 0; row < units; row++) {
            for (int entry = connections.begin()[row]; entry < connections.begin()[row + 1]; entry++) {
                int column = connections.columns()[entry];
                if (first <= column && column < end) {
                    exponentials[entry] = powers[row * width + column - first];
                }
                if (first <= row && row < end) {
                    slopes[entry] = derivatives[column * width + row - first];
                }
            }
        }
    }

    /** {@code to += factor · from}, a row of each. */
    private static void add(double[] to, int at, double factor, double[] from, int begin, int width) {
        for (int index = 0; index < width; index++) {
            to[at + index] += factor * from[begin + index];
        }
    }
}
