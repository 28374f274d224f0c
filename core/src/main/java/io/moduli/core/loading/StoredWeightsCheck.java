package io.moduli.core.loading;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.model.ModelReader;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.StoredWeights;
import java.io.IOException;
import java.util.Optional;

/** Checks whether the stored network that a pipeline begins with fits its own: it is read once and discarded. */
final class StoredWeightsCheck {

    private static final String KEY = "network.weights.from";

    private StoredWeightsCheck() {}

    static Optional<Problem> problem(NetworkPlan plan, EffectiveConfiguration effective) {
        Optional<StoredWeights> weights = plan.settings().weights();
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        try (Team team = new Team(1)) {
            ModelReader.read(weights.get(), new Network(plan.of(1, 1), team, StoragePolicy.DENSE), true);
            return Optional.empty();
        } catch (BadInputException unfit) {
            return Optional.of(effective.problem(KEY, String.valueOf(unfit.getMessage())));
        } catch (IOException unreadable) {
            return Optional.of(effective.problem(KEY, "cannot be read: " + unreadable));
        }
    }
}
