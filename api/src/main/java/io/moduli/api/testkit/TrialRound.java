package io.moduli.api.testkit;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.weight.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A round to try a pruner on, which remembers what it was warned of. */
public final class TrialRound implements PruningRound {

    private final double sparsity;
    private final long seed;
    private final List<PrunableWeight> weights;
    private final TrainingProgress progress;
    private final RandomGenerator random;
    private final List<String> warnings = new ArrayList<>();

    /**
     * A round after the first of ten epochs of one step each.
     *
     * @param sparsity the share of entries that must be gone
     * @param seed of what the pruner draws
     * @param weights the weights of the roles that it is on
     */
    public TrialRound(double sparsity, long seed, List<? extends PrunableWeight> weights) {
        this(sparsity, seed, weights, new TrainingProgress(1, 10, 1, 10));
    }

    private TrialRound(
            double sparsity, long seed, List<? extends PrunableWeight> weights, TrainingProgress progress) {
        this.sparsity = sparsity;
        this.seed = seed;
        this.weights = List.copyOf(weights);
        this.progress = progress;
        this.random = new RandomStreams(seed).stream("pruning");
    }

    /**
     * The same round at another time of training.
     *
     * @param newProgress where training stands
     * @return a round that has warned of nothing yet
     */
    public TrialRound at(TrainingProgress newProgress) {
        return new TrialRound(sparsity, seed, weights, newProgress);
    }

    /**
     * Asks a pruner that is bound to the weights of this round alone.
     *
     * @return its masks
     */
    public List<Mask> masks(Pruner pruner) {
        return bind(pruner).masks(this);
    }

    /**
     * Asks a pruner that is bound to the weights of this round alone for its first masks.
     *
     * @return its masks, if it gives any
     */
    public Optional<List<Mask>> firstMasks(Pruner pruner) {
        return bind(pruner).firstMasks(this);
    }

    private BoundPruner bind(Pruner pruner) {
        return pruner.bind(weights.stream().map(PrunableWeight::weight).toList());
    }

    @Override
    public double sparsity() {
        return sparsity;
    }

    @Override
    public List<PrunableWeight> weights() {
        return weights;
    }

    @Override
    public TrainingProgress progress() {
        return progress;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    /**
     * The warnings so far.
     *
     * @return in their order
     */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
