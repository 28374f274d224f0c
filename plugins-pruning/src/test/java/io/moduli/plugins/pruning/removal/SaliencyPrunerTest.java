package io.moduli.plugins.pruning.removal;

import static io.moduli.plugins.pruning.Weights.bits;
import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.UnseenWeight;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void aRoundThatRemovesNothingAsksForNoGradient(PruningScope scope) {
        Mask half = Weights.mask("1001");
        UnseenWeight weight = new UnseenWeight(Weights.shape("half", WeightRole.RECURRENT, 4), half);

        assertThat(new TrialRound(0.5, 1, List.of(weight)).masks(pruner(scope))).containsExactly(half);
    }

    @ParameterizedTest
    @EnumSource
    void aRoundThatRemovesAsksForEachGradientOnce(PruningScope scope) {
        List<String> asked = new ArrayList<>();
        new TrialRound(0.75, 1, List.of(new WatchedWeight(ONE, asked), new WatchedWeight(OTHER, asked)))
                .masks(pruner(scope));

        assertThat(asked).containsExactly("one", "other");
    }

    /** A weight that remembers when its gradient is asked for. */
    private record WatchedWeight(TrialWeight watched, List<String> asked) implements PrunableWeight {

        @Override
        public PlacedWeight weight() {
            return watched.weight();
        }

        @Override
        public Mask mask() {
            return watched.mask();
        }

        @Override
        public EntryBlock entries() {
            return watched.entries();
        }

        @Override
        public void gradient(GradientVisitor visitor) {
            asked.add(shape().name());
            watched.gradient(visitor);
        }
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
