package io.moduli.core.pipeline;

import io.moduli.api.task.Metric;
import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Training led to a loss, a gradient or a parameter that is not finite, or an evaluation to a metric that is not. */
public final class DivergedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private DivergedException(String message) {
        super(message);
    }

    /**
     * A step whose update could not be made.
     *
     * @param stage the name of the stage
     * @param epoch the epoch, from 1
     * @param step the step in the stage, from 1
     * @param what the quantities at that step
     * @param lastGood the last finite metrics
     */
    static DivergedException inStep(String stage, int epoch, long step, String what, String lastGood) {
        return new DivergedException(
                "%s diverged at step %d (epoch %d): %s. Last good: %s. Try a smaller learning rate, a clip-norm, or a smaller strength of the regularizers."
                        .formatted(stage, step, epoch, what, lastGood));
    }

    /**
     * A last update that left a parameter which is not finite.
     *
     * @param stage the name of the stage
     * @param step the number of the step, from 1
     * @param parameter the parameter's name
     */
    static DivergedException inLastUpdate(String stage, long step, String parameter) {
        return new DivergedException(
                "%s diverged in its last update, at step %d: %s has values that are not finite. Try a smaller learning rate or a clip-norm."
                        .formatted(stage, step, parameter));
    }

    /**
     * An evaluation with numbers that are not finite.
     *
     * @param stage the name of what was evaluated
     * @param metrics all of its metrics
     */
    public static DivergedException inEvaluation(String stage, List<Metric> metrics) {
        String numbers = metrics.stream()
                .filter(metric -> !Double.isFinite(metric.value()))
                .map(metric -> String.format(Locale.ROOT, "%s %s", metric.name(), metric.value()))
                .collect(Collectors.joining(", "));
        return new DivergedException(
                "%s resulted in %s: the network has diverged; train it with a smaller learning rate or a clip-norm."
                        .formatted(stage, numbers));
    }
}
