package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The moduli penalty on one matrix. Coefficients of the stored entries are prepared when the structure or the points
 * have changed; a step is then one pass of the kernel. If points are learned, the stored pairs are kept as well.
 */
final class BoundModuliRegularizer implements BoundRegularizer {

    private final ModuliSettings settings;
    private final WeightedPenalty penalty;
    private final LayerGeometry geometry;
    /** The structure and its coefficients are empty until the first structure is known. */
    private Optional<StoredEntries> stored = Optional.empty();
    private Optional<EntryCoefficients> coefficients = Optional.empty();
    /** The coefficients of all pairs; empty until requested, and again when points have moved. */
    private Optional<PairCoefficients> pairs = Optional.empty();
    private long versionOfPairs;
    /** Present in steps in which points are learned, so that the result of a step depends on no earlier step. */
    private Optional<LearnedPairs> learned = Optional.empty();
    private long version;

    BoundModuliRegularizer(ModuliSettings settings, WeightedPenalty penalty, LayerGeometry geometry) {
        this.settings = settings;
        this.penalty = penalty;
        this.geometry = geometry;
        this.version = geometry.version();
        this.versionOfPairs = version;
    }

    @Override
    public void restructure(EntryBlock entries) {
        stored = Optional.of(StoredEntries.of(entries));
        learned = Optional.empty();
        version = geometry.version();
        prepare(ParallelLoop.SERIAL);
    }

    @Override
    public void beginStep(TrainingStep step, EntryBlock entries) {
        boolean pulls = geometry.learning() && settings.coefficients() == CoefficientSource.GEOMETRY;
        if (pulls != learned.isPresent()) {
            learned = pulls ? stored.map(structure -> new LearnedPairs(settings, geometry, structure))
                    : Optional.empty();
            version = geometry.version();
            prepare(step);
        } else if (geometry.version() != version) {
            version = geometry.version();
            learned.ifPresent(table -> table.refresh(step));
            prepare(step);
        }
    }

    /** Computes the coefficients for the current structure and points. */
    private void prepare(ParallelLoop loop) {
        coefficients = stored.map(entries -> learned.isPresent()
                ? learned.get().coefficients(loop)
                : pairs().coefficients(entries, loop));
    }

    @Override
    public double accumulate(EntryBlock block) {
        EntryCoefficients prepared = coefficients
                .orElseThrow(() -> new IllegalStateException("accumulate was called before restructure"));
        if (learned.isPresent() && geometry.learning()) {
            learned.get().remember(block);
        }
        return penalty.accumulate(block, prepared);
    }

    @Override
    public void endStep(TrainingStep step) {
        if (learned.isPresent() && geometry.learning()) {
            learned.get().addGradients(penalty.factor(), step);
        }
    }

    /** {@inheritDoc} A shuffled cost does not depend on the distance; its mean is returned. */
    @Override
    public Optional<DoubleUnaryOperator> costOverDistance() {
        return Optional.of(distance -> pairs().expected(distance));
    }

    private PairCoefficients pairs() {
        if (versionOfPairs != geometry.version()) {
            pairs = Optional.empty();
            versionOfPairs = geometry.version();
        }
        PairCoefficients all = pairs.orElseGet(() -> PairCoefficients.of(settings, geometry, ParallelLoop.SERIAL));
        pairs = Optional.of(all);
        return all;
    }
}
