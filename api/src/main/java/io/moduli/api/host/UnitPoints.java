package io.moduli.api.host;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.state.StateArray;
import io.moduli.api.state.Stateful;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points of a layer's units, in memory of its own: the {@link LayerGeometry} of a run, and of a plugin's tests.
 *
 * <p>Whoever makes it may move the points; all others see the interface, which cannot.
 */
public final class UnitPoints implements LayerGeometry, Stateful {

    private static final String NAME = "points";
    /** Up to this many units, the median distance is that of all pairs. */
    private static final int MOST_MEASURED = 4096;

    private final ModuliSpace space;
    private final DistanceScale scale;
    private final double[][] points;
    private final double[][] gradients;
    private double unitLength;
    private long version;
    private boolean learning;

    /**
     * Places units.
     *
     * @param points a point of the space for each unit, [units][coordinates]; copied
     * @throws IllegalArgumentException if there is no unit, or a point has another number of coordinates than the space or
     *     one that is not finite
     */
    public UnitPoints(ModuliSpace space, DistanceScale scale, double[][] points) {
        if (points.length == 0) {
            throw new IllegalArgumentException("a geometry needs at least one unit");
        }
        this.space = space;
        this.scale = scale;
        this.points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
        this.gradients = new double[points.length][space.coordinates()];
        require(this.points);
        this.unitLength = measured(ParallelLoop.SERIAL);
    }

    private UnitPoints(UnitPoints original) {
        this.space = original.space;
        this.scale = original.scale;
        this.points = Arrays.stream(original.points).map(double[]::clone).toArray(double[][]::new);
        this.gradients = new double[points.length][space.coordinates()];
        this.unitLength = original.unitLength;
    }

    /**
     * The points as they are now, in memory of their own.
     *
     * @return points at rest, which move with these no more
     */
    public UnitPoints copy() {
        return new UnitPoints(this);
    }

    private void require(double[][] table) {
        for (int unit = 0; unit < table.length; unit++) {
            if (table[unit].length != space.coordinates() || !Arrays.stream(table[unit]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the point of unit %d is %s, but must be %d finite coordinates of %s"
                        .formatted(unit, Arrays.toString(table[unit]), space.coordinates(), space));
            }
        }
    }

    @Override
    public ModuliSpace space() {
        return space;
    }

    @Override
    public int units() {
        return points.length;
    }

    @Override
    public double[] point(int unit) {
        return points[unit].clone();
    }

    @Override
    public double unitLength() {
        return unitLength;
    }

    @Override
    public double distance(int from, int to) {
        return space.distance(points[from], points[to]) / unitLength;
    }

    @Override
    public void distances(int from, int[] to, double[] out) {
        space.distances(points, from, to, out);
        if (unitLength != 1) {
            for (int k = 0; k < to.length; k++) {
                out[k] /= unitLength;
            }
        }
    }

    @Override
    public void gradient(int from, int to, double[] out) {
        space.gradient(points[from], points[to], out);
        for (int k = 0; k < out.length; k++) {
            out[k] /= unitLength;
        }
    }

    @Override
    public int[] order() {
        return UnitOrder.along(space, points);
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public boolean learning() {
        return learning;
    }

    @Override
    public void addGradient(int unit, double[] tangent) {
        if (!learning) {
            throw new IllegalStateException("the points do not move in this step; ask learning() first");
        }
        double[] sum = gradients[unit];
        for (int k = 0; k < sum.length; k++) {
            sum[k] += tangent[k];
        }
    }

    /**
     * What has been added to the gradient with respect to a unit's point in the present step.
     *
     * @param unit a unit
     * @return a copy, [coordinates]
     */
    public double[] pointGradient(int unit) {
        return gradients[unit].clone();
    }

    /**
     * Begins a training step: all gradients are 0.
     *
     * @param moves whether {@link #descend} ends the step
     */
    public void beginStep(boolean moves) {
        learning = moves;
        if (moves) {
            for (double[] gradient : gradients) {
                Arrays.fill(gradient, 0);
            }
        }
    }

    /**
     * Ends a step in which points are {@link #learning()}: each moves along the geodesic that leaves it in the direction of
     * its negative gradient, by the gradient's norm times the rate, and the unit length is measured again.
     *
     * @param rate the learning rate of the points, above 0
     * @param loop spreads the work over threads; the result does not depend on it
     * @return whether all gradients and all points are finite; if a gradient is not, nothing has moved
     */
    public boolean descend(double rate, ParallelLoop loop) {
        if (!finite(gradients)) {
            return false;
        }
        loop.forEach(points.length, unit -> {
            double[] tangent = gradients[unit];
            for (int k = 0; k < tangent.length; k++) {
                tangent[k] *= -rate;
            }
            space.move(points[unit], tangent);
        });
        learning = false;
        return moved(loop);
    }

    private boolean moved(ParallelLoop loop) {
        version++;
        unitLength = measured(loop);
        return finite(points);
    }

    private static boolean finite(double[][] table) {
        return Arrays.stream(table).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    /** One array {@code points}, [units, coordinates]. */
    @Override
    public List<StateArray> state() {
        double[] values = Arrays.stream(points).flatMapToDouble(Arrays::stream).toArray();
        return List.of(new StateArray(NAME, List.of(points.length, space.coordinates()), values));
    }

    @Override
    public void restore(List<StateArray> state) {
        List<Integer> shape = List.of(points.length, space.coordinates());
        if (state.size() != 1 || !state.getFirst().name().equals(NAME) || !state.getFirst().shape().equals(shape)) {
            throw new IllegalArgumentException("expected one array %s of the shape %s, but got %s".formatted(
                    NAME, shape, state.stream().map(array -> array.name() + " " + array.shape()).toList()));
        }
        double[] values = state.getFirst().values();
        double[][] restored = IntStream.range(0, points.length)
                .mapToObj(unit -> Arrays.copyOfRange(
                        values, unit * space.coordinates(), (unit + 1) * space.coordinates()))
                .toArray(double[][]::new);
        require(restored);
        System.arraycopy(restored, 0, points, 0, points.length);
        moved(ParallelLoop.SERIAL);
    }

    /** The unit length that the scale asks for; 1 where there is no pair of units or the median is 0. */
    private double measured(ParallelLoop loop) {
        if (scale == DistanceScale.AS_IS || points.length == 1) {
            return 1;
        }
        int count = Math.min(points.length, MOST_MEASURED);
        int[] measured = IntStream.range(0, count)
                .map(number -> (int) ((long) number * points.length / count)).toArray();
        double[] all = new double[count * (count - 1) / 2];
        loop.forEachRowOfTriangle(count, row -> {
            int[] following = Arrays.copyOfRange(measured, row + 1, count);
            double[] distances = new double[following.length];
            space.distances(points, measured[row], following, distances);
            // Row i is preceded by i rows, the shortest of which has count - i entries.
            int begin = (int) ((long) row * (2L * count - row - 1) / 2);
            System.arraycopy(distances, 0, all, begin, distances.length);
        });
        double median = Median.of(all);
        return median > 0 ? median : 1;
    }
}
