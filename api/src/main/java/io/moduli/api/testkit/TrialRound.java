package io.moduli.api.testkit;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A round to try a pruner on, which remembers what it was warned of. */
public final class TrialRound implements PruningRound {

    private final double sparsity;
    private final List<PrunableWeight> weights;
    private final RandomGenerator random;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param sparsity the share of entries that shall be gone
     * @param seed of what the pruner draws
     * @param weights the weights of the roles that it is on
     */
    public TrialRound(double sparsity, long seed, List<? extends PrunableWeight> weights) {
        this.sparsity = sparsity;
        this.weights = List.copyOf(weights);
        this.random = new RandomStreams(seed).stream("pruning");
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
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    /** The warnings so far. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
