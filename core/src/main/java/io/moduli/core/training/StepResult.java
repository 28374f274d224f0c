package io.moduli.core.training;

/**
 * What one training step came to, all of it before its update.
 *
 * @param loss the loss of the batch, without penalties
 * @param penalty the sum of all penalties
 * @param gradientNorm the norm of all gradients together, before clipping
 */
public record StepResult(double loss, double penalty, double gradientNorm) {

    /** Whether all of it is finite; if not, the step has left the parameters as they were. */
    public boolean finite() {
        return Double.isFinite(loss + penalty + gradientNorm);
    }
}
