package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomPrunerTest {

    private static final WeightShape SHAPE = new WeightShape("recurrent", WeightRole.RECURRENT, 0, 1, 100, 100);
    private static final Pruner PRUNER = Pruners.random(
            List.of(WeightRole.RECURRENT), PruningScope.GLOBAL, LayerShares.UNIFORM, SelfConnections.BY_COST, 0,
            new LinearSchedule(0.5, 1));

    @Test
    void roundsOfDifferentRandomnessRemoveDifferentEntries() {
        assertThat(prune(1, weight(1), weight(1))).isNotEqualTo(prune(2, weight(1), weight(1)));
    }

    @Test
    void valuesHaveNoInfluence() {
        assertThat(prune(1, weight(1), weight(1000))).isEqualTo(prune(1, weight(1), weight(1)));
    }

    @Test
    void eachEntryIsAsLikelyAsTheOtherAndMatricesAreIndependent() {
        List<Mask> masks = prune(1, weight(1), weight(1));
        int bothGone = 0;
        int upperGone = 0;
        int evenGone = 0;
        for (int row = 0; row < 100; row++) {
            for (int column = 0; column < 100; column++) {
                boolean gone = !masks.get(0).keeps(row, column);
                bothGone += gone && !masks.get(1).keeps(row, column) ? 1 : 0;
                upperGone += gone && row < 50 ? 1 : 0;
                evenGone += gone && column % 2 == 0 ? 1 : 0;
            }
        }

        // Half of 10000 are gone; five standard deviations of a half are 250, of a quarter 217.
        assertThat(masks.get(0).count()).isBetween(4750L, 5250L);
        assertThat(masks.get(0).count() + masks.get(1).count()).isEqualTo(10_000);
        assertThat(bothGone).isBetween(2283, 2717);
        assertThat(upperGone).isBetween(2283, 2717);
        assertThat(evenGone).isBetween(2283, 2717);
    }

    private static TrialWeight weight(float scale) {
        float[] values = new float[10_000];
        for (int index = 0; index < values.length; index++) {
            values[index] = scale * (index + 1);
        }
        return TrialWeight.dense(SHAPE, Mask.full(100, 100), values);
    }

    private static List<Mask> prune(long seed, TrialWeight... weights) {
        return new TrialRound(0.5, seed, List.of(weights)).masks(PRUNER);
    }
}
