package io.moduli.core.report;

import io.moduli.core.pipeline.Sparsity;
import java.util.List;
import java.util.Optional;

/**
 * The input of a run's report.
 *
 * @param name the pipeline's name
 * @param outcome how the run ended, in a word
 * @param problem the reason, if it did not end normally
 * @param seed the seed of all randomness
 * @param stepsPerSecond training steps in a second of training stages
 * @param history the history of the run
 * @param sparsity that of the final network
 * @param networks those that the run produced, in chronological order
 * @param terms what its results are compared with
 * @param configuration the effective configuration
 * @param provenance the software and the machine of the run
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
