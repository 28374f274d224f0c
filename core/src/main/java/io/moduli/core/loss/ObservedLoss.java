package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A loss that, for complete outputs, is observed by all workers of the team, each with its own rows. */
abstract class ObservedLoss implements LossFunction {

    /** A few hundred columns of this many rows stay in the second-level cache. */
    private static final int ROWS_OF_BLOCK = 128;

    private final Team team;
    private final IntConsumer part = this::observePart;
    private @Nullable Matrix outputs;
    private @Nullable Batch batch;

    ObservedLoss(Team team) {
        this.team = team;
    }

    /** What is being evaluated. */
    final Matrix outputs() {
        return begun(outputs);
    }

    /** What it is compared with. */
    final Batch batch() {
        return begun(batch);
    }

    private static <T> T begun(@Nullable T what) {
        if (what == null) {
            throw new IllegalStateException("nothing is being evaluated");
        }
        return what;
    }

    @Override
    public void begin(Matrix theOutputs, Batch theBatch) {
        outputs = theOutputs;
        batch = theBatch;
    }

    @Override
    public final double value(Matrix theOutputs, Batch theBatch) {
        begin(theOutputs, theBatch);
        team.run(part);
        return finish();
    }

    private void observePart(int worker) {
        int end = team.end(outputs().rows(), worker);
        int next;
        for (int first = team.begin(outputs().rows(), worker); first < end; first = next) {
            next = Math.min(end, first + ROWS_OF_BLOCK);
            observe(worker, first, next);
        }
    }
}
