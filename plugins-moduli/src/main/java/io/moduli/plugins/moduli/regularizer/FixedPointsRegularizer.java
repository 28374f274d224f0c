package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.EntryBlock;
import java.util.List;
import java.util.Optional;

/** The moduli penalty on one matrix with points that stay where they were drawn. */
final class FixedPointsRegularizer implements BoundRegularizer {

    private final ModuliSettings settings;
    private final WeightedPenalty penalty;
    private final NeuronPoints points;
    /** Empty until asked for, since it takes a look at all pairs. */
    private Optional<PairCoefficients> pairs = Optional.empty();
    /** The structure and its coefficients are empty until the first structure is known. */
    private Optional<StoredEntries> stored = Optional.empty();
    private Optional<EntryCoefficients> coefficients = Optional.empty();

    FixedPointsRegularizer(ModuliSettings settings, WeightedPenalty penalty, NeuronPoints points) {
        this.settings = settings;
        this.penalty = penalty;
        this.points = points;
    }

    @Override
    public void renumber(int[] order) {
        points.renumber(order);
        pairs = Optional.empty();
    }

    @Override
    public void restructure(EntryBlock entries) {
        stored = Optional.of(StoredEntries.of(entries));
        coefficients = stored.map(this::prepare);
    }

    @Override
    public double accumulate(EntryBlock block) {
        return penalty.accumulate(
                block,
                coefficients.orElseThrow(() -> new IllegalStateException("accumulate was called before restructure")));
    }

    @Override
    public List<StateArray> state() {
        return points.state();
    }

    @Override
    public void restore(List<StateArray> state) {
        points.restore(state);
        pairs = Optional.empty();
        coefficients = stored.map(this::prepare);
    }

    /** {@inheritDoc} A shuffled cost has nothing to do with the distance; it is told as its mean. */
    @Override
    public Optional<NeuronGeometry> geometry() {
        // Who only wants the points need not wait for the look at all pairs.
        return Optional.of(new NeuronGeometry(
                points.space(), List.of(points.table()), distance -> pairs().expected(distance)));
    }

    private PairCoefficients pairs() {
        PairCoefficients source = pairs.orElseGet(() -> PairCoefficients.of(settings, points));
        pairs = Optional.of(source);
        return source;
    }

    private EntryCoefficients prepare(StoredEntries entries) {
        PairCoefficients source = pairs();
        if (source instanceof PairCoefficients.Constant(double value)) {
            return EntryCoefficients.constant(value, entries.shape());
        }
        EntryCoefficients prepared = EntryCoefficients.of(entries);
        int units = entries.shape().units();
        int distinct = entries.dense() ? units : entries.shape().rows();
        for (int row = 0; row < distinct; row++) {
            int[] columns = entries.columns(row);
            double[] out = new double[columns.length];
            source.row(row % units, columns, out);
            for (int k = 0; k < out.length; k++) {
                prepared.values()[prepared.offset(row) + k] = (float) out[k];
            }
        }
        return prepared;
    }
}
