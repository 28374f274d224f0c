package io.moduli.api.testkit;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.testkit.CellPoint.Part;
import java.util.List;

/**
 * Compares a cell's gradients with differences of its states.
 *
 * <p>The loss is the sum over all next states of a number at random times the state. A cell is point-wise, so all elements
 * of a window can be moved at once, and each element's own part of the loss gives its own difference. Central differences
 * over a step h and over 2h are extrapolated, (4 D(h) - D(2h)) / 3, which leaves an error of h⁴ and lets h be so large
 * that float32 rounding does not matter. Around a kink, as of a rectifier, the two differences disagree, or the slopes left
 * and right of the point do in a way that no curvature explains; by just that disagreement the tolerance is widened.
 */
final class CellGradientCheck {

    private static final double STEP = 1.0 / 32;
    private static final double RELATIVE_TOLERANCE = 1e-3;
    /** Some rounding steps of a float32 near 1. */
    private static final double ROUNDING = 4e-6;
    /** A wider tolerance than this says nothing. */
    private static final double ROUGH = 0.1;

    private final RecurrentCell cell;
    private final CellShape shape;
    private final CellPoint point;
    private final Findings findings;
    private final CellBench bench;

    CellGradientCheck(RecurrentCell cell, CellPoint point, Findings findings) {
        this.cell = cell;
        this.shape = cell.shape();
        this.point = point;
        this.findings = findings;
        this.bench = new CellBench(shape, point, 0);
    }

    void check() {
        cell.forward(bench.forward(0, point.units()));
        cell.backward(bench.backward(0, point.units()));
        double[] loss = loss(point);
        for (Part part : Part.values()) {
            List<float[]> gradients = bench.gradients(part);
            for (int array = 0; array < gradients.size(); array++) {
                compare(part, array, gradients.get(array), differences(part, array, loss));
            }
        }
    }

    /** Looks at the element that is the furthest off. */
    private void compare(Part part, int array, float[] gradient, Difference[] differences) {
        int rough = 0;
        int worst = 0;
        double furthest = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < gradient.length; index++) {
            double excess = differences[index].excess(gradient[index]);
            if (Double.isNaN(excess) || excess > furthest) {
                // NaN is further off than any number, and stays so: nothing is larger than it.
                furthest = excess;
                worst = index;
            }
            rough += differences[index].tolerance() > ROUGH * (1 + Math.abs(differences[index].slope())) ? 1 : 0;
        }
        int columns = part == Part.VECTOR ? 1 : point.batch();
        findings.require(
                furthest <= 0,
                "gradient",
                "batch %d, gradient with respect to %s %s: backward says %s, differences say %.5f ± %.5f, at unit %d, sequence %d",
                point.batch(), part, name(part, array), gradient[worst], differences[worst].slope(),
                differences[worst].tolerance(), worst / columns, worst % columns);
        findings.require(
                rough <= gradient.length / 2,
                "smoothness",
                "batch %d, with respect to %s %s: at %d of %d elements the states jump or bend too sharply to tell a slope",
                point.batch(), part, name(part, array), rough, gradient.length);
    }

    private String name(Part part, int array) {
        return switch (part) {
            case INPUT, RECURRENT -> String.valueOf(array);
            case PREVIOUS -> shape.states().get(array);
            case VECTOR -> shape.vectors().get(array).name();
        };
    }

    private Difference[] differences(Part part, int array, double[] loss) {
        double step = part == Part.VECTOR ? step(shape.vectors().get(array)) : STEP;
        double[] right = loss(point.moved(part, array, step));
        double[] left = loss(point.moved(part, array, -step));
        double[] farRight = loss(point.moved(part, array, 2 * step));
        double[] farLeft = loss(point.moved(part, array, -2 * step));
        int columns = part == Part.VECTOR ? point.batch() : 1;
        Difference[] differences = new Difference[loss.length / columns];
        for (int index = 0; index < differences.length; index++) {
            Difference sum = new Difference(0, 0);
            for (int element = index * columns; element < (index + 1) * columns; element++) {
                sum = sum.plus(difference(
                        step, farLeft[element], left[element], loss[element], right[element], farRight[element]));
            }
            differences[index] = sum;
        }
        return differences;
    }

    private static double step(UnitVector vector) {
        double width = vector.high() - vector.low();
        return width > 0 ? Math.min(STEP, width / 8) : STEP;
    }

    private static Difference difference(
            double step, double farLeft, double left, double middle, double right, double farRight) {
        double near = (right - left) / (2 * step);
        double far = (farRight - farLeft) / (4 * step);
        double nearBend = (right - 2 * middle + left) / step;
        double farBend = (farRight - 2 * middle + farLeft) / (2 * step);
        double slope = (4 * near - far) / 3;
        double disagreement = Math.abs(near - far) + Math.abs(2 * nearBend - farBend);
        double rounding = ROUNDING / step * Math.max(1, Math.abs(middle));
        return new Difference(slope, RELATIVE_TOLERANCE * Math.abs(slope) + rounding + disagreement);
    }

    /** Each element's own part of the loss. */
    private double[] loss(CellPoint at) {
        CellBench trial = new CellBench(shape, at, 0);
        cell.forward(trial.forward(0, at.units()));
        double[] loss = new double[at.units() * at.batch()];
        List<float[]> next = trial.next();
        for (int state = 0; state < next.size(); state++) {
            for (int index = 0; index < loss.length; index++) {
                loss[index] += (double) at.gradients().get(state)[index] * next.get(state)[index];
            }
        }
        return loss;
    }

    /** A slope, and how far off it may be. */
    private record Difference(double slope, double tolerance) {

        Difference plus(Difference other) {
            return new Difference(slope + other.slope, tolerance + other.tolerance);
        }

        /** How much further than the tolerance a gradient is off. */
        double excess(double gradient) {
            return Math.abs(gradient - slope) - tolerance;
        }
    }
}
