package io.moduli.plugins.pruning.removal;

import static io.moduli.plugins.pruning.Weights.bits;
import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connection sensitivity of Lee et al. (2019), by numbers. */
class SaliencyPrunerTest {

    /** |w · g| is 4, 1, 0.6, 8; and 0.5, 10. */
    private static final TrialWeight ONE = Weights.recurrent("one", 4, -1, 0.3f, 2).withGradient(1, 1, -2, -4);
    private static final TrialWeight OTHER = Weights.recurrent("other", 5, 0.1f).withGradient(0.1f, 100);

    @Test
    void beforeTrainingTheEntriesWhoseLossChangesTheLeastGoWhereverTheyAre() {
        assertThat(first(PruningScope.GLOBAL, 0.5)).containsExactly("1001", "01");
        assertThat(first(PruningScope.LAYER, 0.5)).containsExactly("1001", "01");
        assertThat(first(PruningScope.GLOBAL, 2.0 / 3)).containsExactly("0001", "01");
    }

    @Test
    void itNeedsGradientsAndSoDenseWeights() {
        assertThat(pruner(PruningScope.GLOBAL).startsSparse()).isFalse();
    }

    private static List<String> first(PruningScope scope, double share) {
        return new TrialRound(share, 1, List.of(ONE, OTHER)).firstMasks(pruner(scope)).orElseThrow().stream()
                .map(mask -> bits(mask)).toList();
    }

    private static Pruner pruner(PruningScope scope) {
        return RankedPruner.bySaliency(new SaliencySettings(List.of(WeightRole.values()), scope, LayerShares.UNIFORM,
                SelfConnections.BY_COST, 0, Rounds.everyEpoch(), new ConstantSchedule(0.5)));
    }
}
