package io.moduli.core.report;

import io.moduli.api.task.OpenTask;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.training.Regularization;
import java.util.Optional;

/**
 * What a run leaves for its report.
 *
 * @param name the pipeline's name
 * @param outcome how the run ended, in a word
 * @param problem why, where it did not end as it should
 * @param seed the seed of all randomness
 * @param stepsPerSecond training steps in a second of training stages
 * @param history what happened
 * @param network the network as the run left it
 * @param regularization the regularizers
 * @param geometries where the units of its layers lie
 * @param task what may show something of the network
 * @param configuration the effective configuration
 * @param provenance with what and on what the run was made
 */
public record ReportSource(
        String name,
        String outcome,
        Optional<String> problem,
        long seed,
        double stepsPerSecond,
        RunHistory history,
        Network network,
        Regularization regularization,
        LayerGeometries geometries,
        OpenTask task,
        String configuration,
        String provenance) {}
