package io.moduli.core.pruning;

import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.state.MaskState;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Determines the changes of an update, and remembers the grown entries until the next one. */
public final class MaskChanges {

    private static final String WEIGHTS = "grown-weights";
    private static final String GROWN = "grown";
    /** If there are more entries than this, the mean distance is that of an evenly chosen sample. */
    private static final long MOST_DISTANCES = 1 << 20;

    private final LayerGeometries geometries;
    private final Map<String, Mask> grown = new LinkedHashMap<>();

    /** @param geometries give the positions of the units that a weight connects */
    public MaskChanges(LayerGeometries geometries) {
        this.geometries = geometries;
    }

    /**
     * The changes made by a mask.
     *
     * @param weight a weight with its mask before the update
     */
    public MaskChange of(Parameter weight, Mask after) {
        Mask before = weight.mask().orElseGet(() -> Mask.full(weight.rows(), weight.columns()));
        Mask dropped = before.without(after);
        Mask added = after.without(before);
        Optional<Mask> last = Optional.ofNullable(grown.get(weight.name()));
        if (added.count() > 0) {
            grown.put(weight.name(), added);
        }
        WeightShape shape = weight.weight().orElseThrow();
        return new MaskChange(
                weight.name(), after.count(), dropped.count(), added.count(),
                last.map(Mask::count).orElse(0L),
                last.map(mask -> mask.count() - mask.without(after).count()).orElse(0L),
                distance(shape, dropped), distance(shape, added));
    }

    private OptionalDouble distance(WeightShape shape, Mask entries) {
        if (entries.count() == 0) {
            return OptionalDouble.empty();
        }
        Optional<ConnectionDistances> distances = geometries.place(shape).distances();
        if (distances.isEmpty()) {
            return OptionalDouble.empty();
        }
        long every = Math.ceilDiv(entries.count(), MOST_DISTANCES);
        long number = 0;
        double sum = 0;
        for (int row = 0; row < entries.rows(); row++) {
            int end = entries.columns();
            for (int column = entries.nextKept(row, 0); column < end; column = entries.nextKept(row, column + 1)) {
                if (number++ % every == 0) {
                    sum += distances.get().between(row, column);
                }
            }
        }
        return OptionalDouble.of(sum / Math.ceilDiv(entries.count(), every));
    }

    /** Writes what grew. */
    public void save(StateWriter state) {
        state.put(WEIGHTS, List.copyOf(grown.keySet()));
        grown.forEach((name, mask) -> MaskState.save(mask, state.within(GROWN).within(name)));
    }

    /**
     * Restores what {@link #save} wrote.
     *
     * @param weights the weights of the network
     */
    public void restore(StateReader state, List<Parameter> weights) {
        grown.clear();
        List<String> names = state.texts(WEIGHTS);
        for (Parameter weight : weights) {
            if (names.contains(weight.name())) {
                grown.put(weight.name(), MaskState.restore(
                        state.within(GROWN).within(weight.name()), weight.rows(), weight.columns()));
            }
        }
    }
}
