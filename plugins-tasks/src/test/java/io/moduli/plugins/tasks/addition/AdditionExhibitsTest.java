package io.moduli.plugins.tasks.addition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.report.Exhibit.Plot;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdditionExhibitsTest {

    private final OpenTask task = new AdditionTask(
            new AdditionSettings(20, 8, 8, 60, MarkPlacement.ANYWHERE), ComponentContext.standalone(3)).open();

    /** Adds the marked numbers, and something, and a part of all the others. */
    private record Adder(double offset, double leak) implements NetworkProbe {

        @Override
        public Matrix run(Batch batch, boolean continues) {
            Matrix answers = Matrix.allocate(1, batch.target().columns());
            for (int column = 0; column < batch.input().columns(); column++) {
                int sequence = column % answers.columns();
                double share = batch.input().get(1, column) == 1 ? 1 : leak;
                answers.set(0, sequence, (float) (answers.get(0, sequence) + share * batch.input().get(0, column)));
            }
            for (int sequence = 0; sequence < answers.columns(); sequence++) {
                answers.set(0, sequence, (float) (answers.get(0, sequence) + offset));
            }
            return answers;
        }

        @Override
        public Matrix hidden() {
            throw new UnsupportedOperationException("nobody looks at hidden states");
        }
    }

    @Test
    void errorsAreThoseByDistanceOfTheMarks() {
        Plot plot = (Plot) task.exhibits(new Adder(0.25, 0)).get(0);
        assertThat(plot.x()).isEqualTo(new Exhibit.Axis("distance of the marks", "time steps"));
        Series median = plot.series().getFirst();
        // 20 steps in bins of 2: distances 0 and 1 lie at 0.5.
        assertThat(median.x()).hasSize(10).startsWith(0.5, 2.5);
        assertThat(Arrays.stream(median.y()).filter(Double::isFinite).boxed()).isNotEmpty()
                .allSatisfy(error -> assertThat(error).isEqualTo(0.25, within(1e-5)));
    }

    @Test
    void theResponseIsTheSlopeAtMarkedAndAtOtherNumbers() {
        List<Series> series = ((Plot) task.exhibits(new Adder(0, 0.5)).get(1)).series();
        // Two marks in each of 4 batches of 8 sequences.
        assertThat(Arrays.stream(series.get(0).y()).boxed()).hasSize(64)
                .allSatisfy(slope -> assertThat(slope).isEqualTo(1, within(1e-3)));
        assertThat(Arrays.stream(series.get(1).y()).boxed()).hasSize(20)
                .allSatisfy(slope -> assertThat(slope).isEqualTo(0.5, within(1e-3)));
    }

    @Test
    void theBaselineIsTheVarianceOfTheSum() {
        assertThat(task.baselineLoss()).hasValue(1.0 / 6);
    }
}
