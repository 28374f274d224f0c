package io.moduli.plugins.pruning.regrowth;

import static io.moduli.plugins.pruning.Weights.bits;
import static io.moduli.plugins.pruning.Weights.mask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Algorithm 1 of Mocanu et al. (2018), by numbers. */
class SetPrunerTest {

    /** Two positive entries and four negative ones, which are all smaller; as many are gone. */
    private static final TrialWeight HALF = TrialWeight.dense(Weights.shape("half", WeightRole.RECURRENT, 12),
            mask("111111000000"), 5, -0.4f, 6, -0.1f, -0.3f, -0.2f, 0, 0, 0, 0, 0, 0);

    @Test
    void theSmallestPositiveAndTheLargestNegativeEntriesGo() {
        // Half of the positive ones, 5, and half of the negative ones, -0.1 and -0.2; all but what grows again at random.
        String after = round(HALF, 0.5, 1, progress(1));

        assertThat(after).hasSize(12);
        assertThat(after.charAt(1)).isEqualTo('1');
        assertThat(after.charAt(2)).isEqualTo('1');
        assertThat(after.charAt(4)).isEqualTo('1');
        assertThat(after.chars().filter(bit -> bit == '1').count()).isEqualTo(6);
    }

    @Test
    void asManyGrowAtRandomWhereverNothingIsLeft() {
        int[] grown = new int[12];
        for (int seed = 0; seed < 1000; seed++) {
            String after = round(HALF, 0.5, seed, progress(1));
            for (int entry = 0; entry < 12; entry++) {
                grown[entry] += after.charAt(entry) - '0';
            }
        }

        // Three of the nine places in which nothing is left: a third of the rounds, 333 ± 5 standard deviations.
        for (int entry = 0; entry < 12; entry++) {
            if (entry == 1 || entry == 2 || entry == 4) {
                assertThat(grown[entry]).isEqualTo(1000);
            } else {
                assertThat(grown[entry]).isBetween(258, 408);
            }
        }
    }

    @Test
    void entriesOfZeroGoBeforeAllPositiveOnes() {
        TrialWeight weight = TrialWeight.dense(Weights.shape("zeros", WeightRole.RECURRENT, 8), mask("11110000"),
                0.1f, 0, 0.2f, -0f, 0, 0, 0, 0);
        int[] grown = new int[8];
        for (int seed = 0; seed < 200; seed++) {
            String after = round(weight, 0.5, seed, progress(1));
            for (int entry = 0; entry < 8; entry++) {
                grown[entry] += after.charAt(entry) - '0';
            }
        }

        assertThat(grown[0]).isEqualTo(200);
        assertThat(grown[2]).isEqualTo(200);
        assertThat(grown[1]).isLessThan(200);
        assertThat(grown[3]).isLessThan(200);
    }

    @Test
    void nothingIsReplacedThatCouldNotBeTrained() {
        assertThat(round(HALF, 0.5, 1, progress(10))).isEqualTo("111111000000");
    }

    @Test
    void aShareThatRisesIsMetBeforeAnythingIsReplaced() {
        // 5, -0.4 and 6 are left of six; the nearest of the other share go: half of two, none of one.
        String after = round(HALF, 0.75, 1, progress(1));

        assertThat(after.charAt(1)).isEqualTo('1');
        assertThat(after.charAt(2)).isEqualTo('1');
        assertThat(after.chars().filter(bit -> bit == '1').count()).isEqualTo(3);
    }

    @Test
    void aWeightOfWhichMoreEntriesSurviveThanCanBeNumberedIsRefused() {
        PlacedWeight large = PlacedWeight.nowhere(
                new WeightShape("large", WeightRole.RECURRENT, 0, 1, 100_000, 100_000));

        assertThatThrownBy(() -> pruner().bind(List.of(large))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "5000000000 entries of large survive, of which at most 2147483647 can be dropped and grown");
    }

    @Test
    void trainingBeginsWithMasksAtRandom() {
        List<Mask> first = new TrialRound(0.5, 1, List.of(Weights.recurrent("a", 1, 2, 3, 4, 5, 6, 7, 8)))
                .firstMasks(pruner()).orElseThrow();

        assertThat(first).extracting(Mask::count).containsExactly(4L);
    }

    @Test
    void itIsCalledEveryEpochAndSaysThatItDraws() {
        assertThat(pruner().cadence()).isEqualTo(Cadence.everyEpoch());
        assertThat(pruner().regrowth()).isEqualTo(Regrowth.DRAWN);
    }

    private static String round(TrialWeight weight, double share, long seed, TrainingProgress progress) {
        return bits(new TrialRound(share, seed, List.of(weight)).at(progress).masks(pruner()).getFirst());
    }

    private static TrainingProgress progress(int epoch) {
        return new TrainingProgress(epoch, 10, epoch, 10);
    }

    private static Pruner pruner() {
        return new SetPruner(new SetPruner.Settings(
                List.of(WeightRole.values()), 0.5, LayerShares.UNIFORM, SelfConnections.BY_COST,
                Rounds.everyEpoch(), new ConstantSchedule(0.5)));
    }
}
