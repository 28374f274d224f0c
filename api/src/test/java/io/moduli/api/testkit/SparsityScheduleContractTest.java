package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SparsityScheduleContractTest implements SparsityScheduleContractTests {

    private record Course(double target, DoubleUnaryOperator shares) implements SparsitySchedule {

        @Override
        public double sparsity(double epochs) {
            return shares.applyAsDouble(epochs);
        }
    }

    @Override
    public Map<String, SparsitySchedule> sparsitySchedules() {
        return Map.of(
                "halves what is left", new Course(0.5, epoch -> 0.5 * (1 - Math.pow(0.5, epoch))),
                "nothing ever", new Course(0, _ -> 0),
                "sparse at first", new Course(0.5, epoch -> epoch < 10.5 ? 0.9 : 0.5));
    }

    @Test
    void aCourseThatStopsShortOfItsTargetIsFound() {
        assertThat(rules(new Course(0.9, epoch -> Math.min(0.8, 0.1 * epoch)))).containsExactly("end");
    }

    @Test
    void aCourseThatGoesOnBeyondEverythingIsFound() {
        assertThat(rules(new Course(0.9, epoch -> 0.1 * epoch))).contains("range", "end");
    }

    @Test
    void aShareThatIsWrongWithinAnEpochIsFound() {
        assertThat(rules(new Course(0.9, epoch -> epoch > 3.5 && epoch < 3.9 ? 1 : 0.9))).containsExactly("range");
    }

    @Test
    void aNegativeShareIsFound() {
        assertThat(rules(new Course(0.9, epochs -> epochs == 1 ? -0.1 : 0.9))).contains("range");
    }

    @Test
    void aShareThatIsNoNumberIsFound() {
        assertThat(rules(new Course(0.9, _ -> Double.NaN))).contains("range", "end");
    }

    @Test
    void aTargetOfEverythingIsFound() {
        assertThat(rules(new Course(1, epochs -> epochs < 1e6 ? 0.5 : 1))).containsExactly("target");
    }

    @Test
    void aCourseThatCountsHowOftenItIsAskedIsFound() {
        int[] asked = {0};
        assertThat(rules(new Course(0.9, _ -> Math.min(0.9, 1e-5 * asked[0]++)))).contains("purity");
    }

    private static List<String> rules(SparsitySchedule schedule) {
        return SparsityScheduleContract.check(schedule).stream().map(Violation::rule).distinct().toList();
    }
}
