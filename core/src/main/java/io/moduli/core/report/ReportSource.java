package io.moduli.core.report;

import io.moduli.core.pipeline.Sparsity;
import java.util.List;
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
 * @param sparsity that of the network as the run left it
 * @param networks those that the run made, in the order of time
 * @param terms what its results are compared with
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
        Sparsity sparsity,
        List<NetworkPortrait> networks,
        RunTerms terms,
        String configuration,
        String provenance) {

    public ReportSource {
        networks = List.copyOf(networks);
    }
}
