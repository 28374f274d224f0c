package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SparsityScheduleContractTest implements SparsityScheduleContractTests {

    private record Course(double target, IntToDoubleFunction shares) implements SparsitySchedule {

        @Override
        public double sparsity(int epoch) {
            return shares.applyAsDouble(epoch);
        }
    }

    @Override
    public Map<String, SparsitySchedule> sparsitySchedules() {
        return Map.of(
                "halves what is left", new Course(0.5, epoch -> 0.5 * (1 - Math.pow(0.5, epoch))),
                "nothing ever", new Course(0, _ -> 0));
    }

    @Test
    void aCourseThatFallsIsFound() {
        assertThat(rules(new Course(0.9, epoch -> epoch == 7 ? 0.1 : Math.min(0.9, 0.05 * epoch))))
                .containsExactly("monotony");
    }

    @Test
    void aCourseThatStopsShortOfItsTargetIsFound() {
        assertThat(rules(new Course(0.9, epoch -> Math.min(0.8, 0.1 * epoch)))).containsExactly("end");
    }

    @Test
    void aCourseThatGoesBeyondItsTargetIsFound() {
        assertThat(rules(new Course(0.9, epoch -> 0.1 * epoch))).contains("range", "end");
    }

    @Test
    void aNegativeShareIsFound() {
        assertThat(rules(new Course(0.9, epoch -> epoch == 1 ? -0.1 : 0.9))).contains("range");
    }

    @Test
    void aShareThatIsNoNumberIsFound() {
        assertThat(rules(new Course(0.9, _ -> Double.NaN))).contains("range", "end");
    }

    @Test
    void aTargetOfEverythingIsFound() {
        assertThat(rules(new Course(1, _ -> 1))).containsExactly("target");
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
