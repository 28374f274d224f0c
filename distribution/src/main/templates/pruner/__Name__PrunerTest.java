package __package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.testkit.PrunerContractTests;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of all pruners: shares are met, what is gone stays gone, and nothing vanishes without a warning. */
class __Name__PrunerTest implements PrunerContractTests {

    /** Schedules are components of other plugins; a test needs just any. */
    private record AtOnce(double target) implements SparsitySchedule {

        @Override
        public double sparsity(double epochs) {
            return target;
        }
    }

    @Override
    public Map<String, Pruner> pruners() {
        return Map.of("shortest connections", new __Name__Pruner(new AtOnce(0.9)));
    }

    @Test
    void connectionsBetweenTheFarthestUnitsGo() {
        WeightShape shape = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 3, 3);
        PlacedWeight placed = PlacedWeight.recurrent(shape, TrialGeometry.onALine(0, 1, 3));
        TrialWeight weight = TrialWeight.dense(placed, Mask.full(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);

        List<Mask> masks = new TrialRound(4 / 9.0, 7, List.of(weight)).masks(new __Name__Pruner(new AtOnce(0.5)));

        assertThat(masks).containsExactly(
                Mask.builder(3, 3).keep(0, 0).keep(0, 1).keep(1, 0).keep(1, 1).keep(2, 2).build());
    }
}
