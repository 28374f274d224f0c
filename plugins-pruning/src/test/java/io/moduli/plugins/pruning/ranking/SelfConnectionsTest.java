package io.moduli.plugins.pruning.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.regrowth.RigLPruner;
import io.moduli.plugins.pruning.regrowth.SetPruner;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two gates of three units each: the diagonal is at (0, 0), (1, 1), (2, 2), (3, 0), (4, 1) and (5, 2). */
class SelfConnectionsTest {

    private static final WeightShape SHAPE = new WeightShape("recurrent", WeightRole.RECURRENT, 0, 2, 3, 3);
    private static final TrialWeight SMALL_DIAGONAL = TrialWeight.dense(SHAPE, Mask.full(6, 3),
            0.1f, 4, 5, 6, 0.2f, 7, 8, 9, 0.3f, 0.1f, 4, 5, 6, 0.2f, 7, 8, 9, 0.3f);
    private static final TrialWeight LARGE_DIAGONAL = TrialWeight.dense(SHAPE, Mask.full(6, 3),
            9, 1, 0, 1, 9, 1, 1, 1, 9, 9, 1, 1, 1, 9, 1, 1, 1, 9);

    @Test
    void theyAreRankedLikeAllOthers() {
        assertThat(pruned(SMALL_DIAGONAL, SelfConnections.BY_COST, 1.0 / 3)).isEqualTo("011101110" + "011101110");
    }

    @Test
    void keptOnesGoLast() {
        // Six of eighteen go: the smallest of the others, 4, 5 and 6, gate by gate.
        assertThat(pruned(SMALL_DIAGONAL, SelfConnections.KEEP, 1.0 / 3)).isEqualTo("100011111" + "100011111");
        assertThat(pruned(SMALL_DIAGONAL, SelfConnections.KEEP, 2.0 / 3)).isEqualTo("100010001" + "100010001");
    }

    @Test
    void droppedOnesGoFirstEvenBeforeZeros() {
        assertThat(pruned(LARGE_DIAGONAL, SelfConnections.DROP, 1.0 / 3)).isEqualTo("011101110" + "011101110");
        assertThat(pruned(LARGE_DIAGONAL, SelfConnections.DROP, 7.0 / 18)).isEqualTo("010101110" + "011101110");
    }

    @Test
    void whereThereIsNoRoomForThoseThatAreKeptTheUserIsTold() {
        TrialRound round = new TrialRound(5.0 / 6, 1, List.of(SMALL_DIAGONAL));

        assertThat(round.masks(magnitude(SelfConnections.KEEP)).getFirst().count()).isEqualTo(3);
        assertThat(round.warnings()).containsExactly(
                "self = keep: at a sparsity of 0.8333333333333334 recurrent has room for 3 of the 6 connections of units to themselves");
    }

    @Test
    void onlySquareRecurrentWeightsHaveAny() {
        WeightShape input = new WeightShape("input", WeightRole.INPUT, 0, 1, 2, 2);
        TrialWeight weight = TrialWeight.dense(input, Mask.full(2, 2), 1, 2, 3, 4);

        assertThat(pruned(weight, SelfConnections.KEEP, 0.5)).isEqualTo("0011");
    }

    @Test
    void networksThatAreSparseFromTheStartKeepThemOrDoWithoutThem() {
        for (int seed = 0; seed < 20; seed++) {
            TrialRound round = new TrialRound(0.5, seed, List.of(SMALL_DIAGONAL));
            for (SelfConnections self : List.of(SelfConnections.KEEP, SelfConnections.DROP)) {
                int expected = self == SelfConnections.KEEP ? 6 : 0;
                for (Pruner pruner : List.of(random(self), set(self), rigl(self))) {
                    Mask mask = round.firstMasks(pruner).orElseThrow().getFirst();
                    assertThat(mask.count()).isEqualTo(9);
                    assertThat(SelfConnections.count(SHAPE, mask)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void whatReplacesNeitherDropsThoseThatAreKeptNorGrowsThoseThatAreDropped() {
        Mask diagonal = new TrialRound(2.0 / 3, 1, List.of(SMALL_DIAGONAL)).masks(magnitude(SelfConnections.KEEP))
                .getFirst();
        Mask others = new TrialRound(1.0 / 3, 1, List.of(LARGE_DIAGONAL)).masks(magnitude(SelfConnections.DROP))
                .getFirst();
        for (int seed = 0; seed < 20; seed++) {
            Mask kept = replaced(set(SelfConnections.KEEP), diagonal, 2.0 / 3, seed);
            assertThat(kept).isEqualTo(diagonal);
            assertThat(replaced(rigl(SelfConnections.KEEP), diagonal, 2.0 / 3, seed)).isEqualTo(diagonal);
            assertThat(replaced(set(SelfConnections.DROP), others, 1.0 / 3, seed)).isEqualTo(others);
            assertThat(replaced(rigl(SelfConnections.DROP), others, 1.0 / 3, seed)).isEqualTo(others);
        }
    }

    private static Mask replaced(Pruner pruner, Mask mask, double sparsity, long seed) {
        float[] values = new float[18];
        for (int entry = 0; entry < 18; entry++) {
            values[entry] = entry % 2 == 0 ? entry + 1 : -entry - 1;
        }
        return new TrialRound(sparsity, seed, List.of(TrialWeight.dense(SHAPE, mask, values)))
                .at(new TrainingProgress(1, 100, 1, 100))
                .masks(pruner).getFirst();
    }

    private static String pruned(TrialWeight weight, SelfConnections self, double sparsity) {
        return Weights.bits(new TrialRound(sparsity, 1, List.of(weight)).masks(magnitude(self)).getFirst());
    }

    private static Pruner magnitude(SelfConnections self) {
        return Pruners.magnitude(List.of(WeightRole.values()), PruningScope.LAYER,
                LayerShares.UNIFORM, self, 0, new LinearSchedule(0.5, 1));
    }

    private static Pruner random(SelfConnections self) {
        return Pruners.random(List.of(WeightRole.values()), PruningScope.LAYER,
                LayerShares.UNIFORM, self, 0, new ConstantSchedule(0.5));
    }

    private static Pruner set(SelfConnections self) {
        return new SetPruner(new SetPruner.Settings(List.of(WeightRole.values()), 0.5, LayerShares.UNIFORM, self,
                Rounds.everyEpoch(), new ConstantSchedule(0.5)));
    }

    private static Pruner rigl(SelfConnections self) {
        return new RigLPruner(new RigLPruner.Settings(List.of(WeightRole.values()), 0.5, LayerShares.UNIFORM,
                self, new Rounds.Steps(1, 0, Optional.empty(), 1), new ConstantSchedule(0.5)));
    }
}
