package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.EntryBlock;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The penalty of spatially embedded networks on one matrix. Weights that are twice as large cost twice as much, so by
 * Euler's theorem the penalty is the sum over all entries of |w| times its derivative with respect to |w|: these
 * derivatives are coefficients for the kernel of all other penalties, recomputed at intervals.
 */
final class BoundSpatialEmbedding implements BoundRegularizer {

    private static final String COEFFICIENTS = "coefficients";

    private final int every;
    private final WeightedPenalty penalty;
    private final LayerGeometry geometry;
    private Optional<StoredEntries> stored = Optional.empty();
    private Optional<EntryCoefficients> coefficients = Optional.empty();
    /** Of the units of each stored entry, as long as neither structure nor points change. */
    private double[] distances = {};
    private long version;
    /** The state passed to {@link #restore} before the structure was known; otherwise empty. */
    private double[] restored = {};

    BoundSpatialEmbedding(int every, WeightedPenalty penalty, LayerGeometry geometry) {
        this.every = every;
        this.penalty = penalty;
        this.geometry = geometry;
    }

    @Override
    public void restructure(EntryBlock entries) {
        StoredEntries structure = StoredEntries.of(entries);
        stored = Optional.of(structure);
        distances = new double[0];
        coefficients = Optional.of(EntryCoefficients.ofEach(structure));
        if (restored.length == structure.count()) {
            take(restored);
        } else {
            compute(structure, entries, ParallelLoop.SERIAL);
        }
        restored = new double[0];
    }

    @Override
    public void beginStep(TrainingStep step, EntryBlock entries) {
        if (step.step() % every == 0) {
            compute(stored.orElseThrow(BoundSpatialEmbedding::unknownStructure), entries, step);
        }
    }

    private void compute(StoredEntries structure, EntryBlock entries, ParallelLoop loop) {
        if (distances.length != structure.count() || version != geometry.version()) {
            distances = distances(structure);
            version = geometry.version();
        }
        float[] all = coefficients.orElseThrow(BoundSpatialEmbedding::unknownStructure).values();
        int units = structure.shape().units();
        for (int first = 0; first < structure.shape().rows(); first += units) {
            int begin = structure.begin(first);
            int end = structure.begin(first + units);
            double[] derivatives = new CommunicabilityCost(
                    gate(structure, entries, first), Arrays.copyOfRange(distances, begin, end)).derivatives(loop);
            for (int entry = begin; entry < end; entry++) {
                all[entry] = (float) derivatives[entry - begin];
            }
        }
    }

    /** The magnitudes of one gate's weights. */
    private static ConnectionMatrix gate(StoredEntries structure, EntryBlock entries, int firstRow) {
        int units = structure.shape().units();
        int origin = structure.begin(firstRow);
        int[] begin = new int[units + 1];
        Arrays.setAll(begin, row -> structure.begin(firstRow + row) - origin);
        int[] columns = new int[begin[units]];
        double[] magnitudes = new double[columns.length];
        for (int row = 0; row < units; row++) {
            long lent = entries.begin(firstRow + row);
            for (int entry = begin[row]; entry < begin[row + 1]; entry++) {
                columns[entry] = structure.column(firstRow + row, origin + entry);
                magnitudes[entry] = Math.abs(
                        entries.values().getAtIndex(ValueLayout.JAVA_FLOAT, lent + entry - begin[row]));
            }
        }
        return new ConnectionMatrix(begin, columns, magnitudes);
    }

    /** Of the two units of each stored entry. */
    private double[] distances(StoredEntries structure) {
        double[] all = new double[structure.count()];
        for (int row = 0; row < structure.shape().rows(); row++) {
            int[] columns = structure.columns(row);
            double[] ofRow = new double[columns.length];
            geometry.distances(row % structure.shape().units(), columns, ofRow);
            System.arraycopy(ofRow, 0, all, structure.begin(row), ofRow.length);
        }
        return all;
    }

    @Override
    public double accumulate(EntryBlock block) {
        return penalty.accumulate(block, coefficients.orElseThrow(BoundSpatialEmbedding::unknownStructure));
    }

    /** {@inheritDoc} The coefficients, if they are not computed in every step. */
    @Override
    public List<StateArray> state() {
        if (every == 1 || coefficients.isEmpty()) {
            return List.of();
        }
        float[] all = coefficients.get().values();
        double[] values = new double[all.length];
        Arrays.setAll(values, entry -> all[entry]);
        return List.of(new StateArray(COEFFICIENTS, List.of(values.length), values));
    }

    @Override
    public void restore(List<StateArray> state) {
        if (state.isEmpty()) {
            return;
        }
        StateArray only = state.getFirst();
        if (state.size() != 1 || !only.name().equals(COEFFICIENTS)) {
            throw new IllegalArgumentException(
                    "the state of spatial-embedding is one array %s, not %s".formatted(
                            COEFFICIENTS, state.stream().map(StateArray::name).toList()));
        }
        if (stored.isEmpty()) {
            restored = only.values().clone();
        } else {
            take(only.values());
        }
    }

    private void take(double[] values) {
        float[] all = coefficients.orElseThrow(BoundSpatialEmbedding::unknownStructure).values();
        if (values.length != all.length) {
            throw new IllegalArgumentException(
                    "%d coefficients for %d stored entries".formatted(values.length, all.length));
        }
        for (int entry = 0; entry < values.length; entry++) {
            all[entry] = (float) values[entry];
        }
    }

    private static IllegalStateException unknownStructure() {
        return new IllegalStateException("a step was begun before restructure");
    }
}
