package io.moduli.core.training;

/**
 * The result of one training step.
 *
 * @param loss the loss of the batch before the update, without penalties
 * @param penalty the sum of all penalties before the update
 * @param gradientNorm the norm of the gradient of all parameters, before clipping
 * @param pointsFinite whether all learned points, and the gradients with respect to them, are finite
 */
public record StepResult(double loss, double penalty, double gradientNorm, boolean pointsFinite) {

    /** Whether all of it is finite. */
    public boolean finite() {
        return Double.isFinite(loss + penalty + gradientNorm) && pointsFinite;
    }

    /** The same, with points that are not finite. */
    StepResult withPointsAstray() {
        return new StepResult(loss, penalty, gradientNorm, false);
    }
}
