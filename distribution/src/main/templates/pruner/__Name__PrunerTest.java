package __package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.testkit.PrunerContractTests;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of all pruners: shares are met, masks only grow, and nothing vanishes without a warning. */
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
        return Map.of(
                "on recurrent weights", pruner(WeightRole.RECURRENT),
                "on several roles", pruner(WeightRole.INPUT, WeightRole.RECURRENT, WeightRole.READ_OUT));
    }

    @Test
    void everyUnitKeepsItsLargest() {
        WeightShape shape = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 2, 4);
        TrialWeight weight = TrialWeight.dense(shape, Mask.full(2, 4), 1, -4, 3, 2, 0.1f, 0.3f, -0.2f, 0.4f);

        List<Mask> masks = new TrialRound(0.5, 7, List.of(weight)).masks(pruner(WeightRole.RECURRENT));

        assertThat(masks).containsExactly(Mask.builder(2, 4).keep(0, 1).keep(0, 2).keep(1, 1).keep(1, 3).build());
    }

    private static Pruner pruner(WeightRole... on) {
        return new __Name__Pruner(new __Name__Pruner.Settings(List.of(on), new AtOnce(0.9)));
    }
}
