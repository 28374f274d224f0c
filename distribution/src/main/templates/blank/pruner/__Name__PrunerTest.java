package __package__;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.testkit.PrunerContractTests;
import java.util.Map;

/** The contract of all pruners. Beside it belong masks that you know for certain. */
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
        return Map.of("by default", new __Name__Pruner(new AtOnce(0.9)));
    }
}
