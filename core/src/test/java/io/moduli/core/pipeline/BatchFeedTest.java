package io.moduli.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.core.SmallTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFeedTest {

    private static final TaskShape SHAPE = new TaskShape(
            new Input.Dense(2), new InitialState.Zero(), ReadOut.LAST_STEP, 1, Loss.Standard.SQUARED_ERROR, 3, 4);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchesComeInTheirOrderFromTheFirstOne(boolean inBackground) {
        OpenTask task = new SmallTask(SHAPE);
        Batch expected = Batch.allocate(SHAPE);
        try (BatchFeed feed = new BatchFeed(task, 4, 5, inBackground)) {
            for (long index = 4; index < 9; index++) {
                Batch batch = feed.next();
                task.fill(Split.TRAIN, index, expected);
                assertThat(batch.input().toArray()).isEqualTo(expected.input().toArray());
                assertThat(batch.target().toArray()).isEqualTo(expected.target().toArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noBatchIsMadeThatNobodyAskedFor(boolean inBackground) {
        Recording task = new Recording(Integer.MAX_VALUE);
        try (BatchFeed feed = new BatchFeed(task, 7, 2, inBackground)) {
            feed.next();
            feed.next();
        }
        assertThat(task.filled).containsExactly(7L, 8L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskThatFailsSaysWhyToWhoeverAsks(boolean inBackground) {
        try (BatchFeed feed = new BatchFeed(new Recording(1), 0, 3, inBackground)) {
            feed.next();
            assertThatThrownBy(feed::next).isInstanceOf(IllegalStateException.class).hasMessage("batch 1 is broken");
        }
    }

    @Test
    void waitingIsCounted() {
        try (BatchFeed feed = new BatchFeed(new Recording(2), 0, 1, false)) {
            assertThat(feed.secondsWaited()).isZero();
            feed.next();
            assertThat(feed.secondsWaited()).isPositive();
        }
    }

    /** Notes which batches it is asked for, and fails from one of them on. */
    private static final class Recording implements OpenTask {

        private final long broken;
        private final List<Long> filled = new ArrayList<>();

        Recording(long broken) {
            this.broken = broken;
        }

        @Override
        public TaskShape shape() {
            return SHAPE;
        }

        @Override
        public long batches(Split split) {
            return 10;
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            if (index >= broken) {
                throw new IllegalStateException("batch %d is broken".formatted(index));
            }
            filled.add(index);
        }

        @Override
        public Evaluation evaluation(Split split) {
            return new SmallTask(SHAPE).evaluation(split);
        }
    }
}
