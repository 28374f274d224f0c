package io.moduli.core.pipeline;

import java.io.Serial;

/** Training came to a loss or a gradient that is no finite number. */
public final class DivergedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param stage what the stage is called
     * @param epoch the epoch, from 1
     * @param step the step in the stage, from 1
     * @param what the quantities at that step
     * @param lastGood the last finite metrics
     */
    public DivergedException(String stage, int epoch, long step, String what, String lastGood) {
        super("%s diverged at step %d (epoch %d): %s. Last good: %s. Try a smaller learning rate, a clip-norm, or a smaller strength of the regularizers."
                .formatted(stage, step, epoch, what, lastGood));
    }
}
