package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.state.StateArray;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The moduli penalty on one matrix with points that are learned by gradient descent on the penalty.
 *
 * <p>While the weights' gradient is added, their values are copied; after the step the points move against their own
 * gradient at those values, each along the geodesic, and the coefficients are renewed.
 */
final class LearnedPointsRegularizer implements BoundRegularizer {

    private final ModuliSettings settings;
    private final Learning learning;
    private final WeightedPenalty penalty;
    private final NeuronPoints points;
    /** Empty until the first structure is known. */
    private Optional<Prepared> prepared = Optional.empty();

    LearnedPointsRegularizer(
            ModuliSettings settings, Learning learning, WeightedPenalty penalty, NeuronPoints points) {
        this.settings = settings;
        this.learning = learning;
        this.penalty = penalty;
        this.points = points;
    }

    /**
     * What belongs to one structure of stored entries.
     *
     * @param weights the values at the last accumulation, by packed entry
     * @param magnitudes sums of |w|<sup>p</sup> over the gates, by slot
     * @param gradients the gradients by the points, [units][coordinates]
     */
    private record Prepared(
            LearnedGeometry geometry, EntryCoefficients coefficients, float[] weights, double[] magnitudes,
            double[][] gradients) {

        StoredEntries entries() {
            return geometry.pairs().entries();
        }
    }

    @Override
    public void renumber(int[] order) {
        points.renumber(order);
    }

    @Override
    public void restructure(EntryBlock entries) {
        prepared = Optional.of(prepare(StoredEntries.of(entries)));
    }

    @Override
    public double accumulate(EntryBlock block) {
        Prepared current = current();
        MemorySegment values = block.values();
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            MemorySegment.copy(
                    values, ValueLayout.JAVA_FLOAT, block.begin(row) * Float.BYTES, current.weights,
                    current.entries().begin(row), (int) (block.end(row) - block.begin(row)));
        }
        return penalty.accumulate(block, current.coefficients);
    }

    @Override
    public void afterStep(TrainingStep step) {
        if (!learning.moves(step.epoch())) {
            return;
        }
        Prepared current = current();
        Loop loop = step::parallel;
        loop.over(points.count(), unit -> sumMagnitudes(current, unit));
        current.geometry.gradients(current.magnitudes, loop, current.gradients);
        double rate = learning.rate(step.epoch()) * penalty.factor();
        loop.over(points.count(), unit -> {
            double[] tangent = current.gradients[unit];
            for (int k = 0; k < tangent.length; k++) {
                tangent[k] *= -rate;
            }
            points.space().move(points.table()[unit], tangent);
        });
        current.geometry.refresh(loop);
        writeCoefficients(current, loop);
    }

    @Override
    public List<StateArray> state() {
        return points.state();
    }

    @Override
    public void restore(List<StateArray> state) {
        points.restore(state);
        prepared = prepared.map(current -> prepare(current.entries()));
    }

    /** {@inheritDoc} The points and the cost are those of the last step. */
    @Override
    public Optional<NeuronGeometry> geometry() {
        PairCosts costs = PairCosts.of(
                settings.inhibitor(), settings.scale(), points.space(), points.table(), Loop.SERIAL);
        return Optional.of(new NeuronGeometry(points.space(), List.of(points.table()), costs::cost));
    }

    private Prepared current() {
        return prepared.orElseThrow(() -> new IllegalStateException("restructure must be called first"));
    }

    private Prepared prepare(StoredEntries entries) {
        LearnedGeometry geometry = new LearnedGeometry(settings, points, SymmetricPairs.of(entries));
        double[][] gradients = new double[points.count()][points.space().coordinates()];
        Prepared fresh = new Prepared(geometry, EntryCoefficients.of(entries), new float[entries.count()],
                new double[geometry.pairs().count()], gradients);
        writeCoefficients(fresh, Loop.SERIAL);
        return fresh;
    }

    private void sumMagnitudes(Prepared current, int unit) {
        StoredEntries entries = current.entries();
        SymmetricPairs pairs = current.geometry.pairs();
        WeightShape shape = entries.shape();
        Arrays.fill(current.magnitudes, pairs.begin(unit), pairs.begin(unit + 1), 0);
        for (int gate = 0; gate < shape.gates(); gate++) {
            int row = gate * shape.units() + unit;
            for (int entry = entries.begin(row); entry < entries.begin(row + 1); entry++) {
                double weight = current.weights[entry];
                current.magnitudes[pairs.slot(row, entry)] += settings.power() == 1 ? Math.abs(weight)
                        : weight * weight;
            }
        }
    }

    private static void writeCoefficients(Prepared current, Loop loop) {
        StoredEntries entries = current.entries();
        EntryCoefficients coefficients = current.coefficients;
        int distinct = entries.dense() ? entries.shape().units() : entries.shape().rows();
        loop.over(distinct, row -> {
            int begin = entries.begin(row);
            for (int entry = begin; entry < entries.begin(row + 1); entry++) {
                coefficients.values()[coefficients.offset(row) + entry - begin] = (float) current.geometry
                        .cost(current.geometry.pairs().slot(row, entry));
            }
        });
    }
}
