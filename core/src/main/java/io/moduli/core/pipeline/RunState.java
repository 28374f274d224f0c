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
 * The state of all that training changes. Everything else follows from the pipeline and its seed: first weights,
 * batches, and the random streams, each of which is recreated from its name.
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

    /** Writes everything except the states from which sequences continue. */
    void save(StateWriter state) {
        network.saveParameters(state.within(NETWORK));
        optimizer.save(state.within("optimizer"));
        trainer.save(state.within("trainer"));
        geometries.save(state.within("geometry"));
        regularization.save(state.within("regularizers"));
        pruning.save(state.within("pruning"));
    }

    /** Restores what {@link #save} wrote. */
    void restore(StateReader state) {
        restoreNetwork(state);
        trainer.restore(state.within("trainer"));
        pruning.restore(state.within("pruning"));
    }

    /** Restores the network and everything that was learned with it, but no counters. */
    void restoreNetwork(StateReader state) {
        // Points first: the rest may depend on them.
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

    /** Writes the states from which the sequences of the next batch continue. */
    void saveCarried(StateWriter state) {
        network.saveCarried(state.within(NETWORK));
    }

    /** Restores what {@link #saveCarried} wrote. */
    void restoreCarried(StateReader state) {
        network.restoreCarried(state.within(NETWORK));
    }
}
