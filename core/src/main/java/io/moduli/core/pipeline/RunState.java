package io.moduli.core.pipeline;

import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkState;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.Optimizer;
import io.moduli.core.training.Regularization;
import io.moduli.core.training.Trainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The state of all that training changes. Whatever else a run needs follows from its pipeline and its seed: first weights,
 * batches, and the streams of random numbers, each of which begins again by its name.
 */
@Singleton
final class RunState {

    private static final String NETWORK = "network";

    private final NetworkState network;
    private final Optimizer optimizer;
    private final Trainer trainer;
    private final LayerGeometries geometries;
    private final Regularization regularization;
    private final PruningControl pruning;

    @Inject
    RunState(
            Network network,
            Optimizer optimizer,
            Trainer trainer,
            LayerGeometries geometries,
            Regularization regularization,
            PruningControl pruning) {
        this.network = new NetworkState(network);
        this.optimizer = optimizer;
        this.trainer = trainer;
        this.geometries = geometries;
        this.regularization = regularization;
        this.pruning = pruning;
    }

    /** Writes all of it but the states that sequences go on from. */
    void save(StateWriter state) {
        network.saveParameters(state.within(NETWORK));
        optimizer.save(state.within("optimizer"));
        trainer.save(state.within("trainer"));
        geometries.save(state.within("geometry"));
        regularization.save(state.within("regularizers"));
        pruning.save(state.within("pruning"));
    }

    /** Takes back what {@link #save} wrote. */
    void restore(StateReader state) {
        restoreNetwork(state);
        trainer.restore(state.within("trainer"));
        pruning.restore(state.within("pruning"));
    }

    /** Takes back the network and what was learned along with it, but not how often anything was done. */
    void restoreNetwork(StateReader state) {
        // Points first: what else is taken back may look at them.
        geometries.restore(state.within("geometry"));
        network.restoreParameters(state.within(NETWORK));
        optimizer.restore(state.within("optimizer"));
        regularization.restore(state.within("regularizers"));
        pruning.restorePruner(state.within("pruning"));
    }

    /** The share that pruning has to reach by now. */
    double share() {
        return pruning.share();
    }

    /** Writes the states that the sequences of the next batch go on from. */
    void saveCarried(StateWriter state) {
        network.saveCarried(state.within(NETWORK));
    }

    /** Takes back what {@link #saveCarried} wrote. */
    void restoreCarried(StateReader state) {
        network.restoreCarried(state.within(NETWORK));
    }
}
