package io.moduli.plugins.pruning.regrowth;

import static io.moduli.plugins.pruning.Weights.bits;
import static io.moduli.plugins.pruning.Weights.mask;
import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Algorithm 1 of Evci et al. (2020), by numbers. */
class RigLPrunerTest {

    /** Four of eight are there: 4, 1, 3, 2; among those that are gone the gradients are 5, 8, 7, 6. */
    private static final TrialWeight HALF = TrialWeight.dense(Weights.shape("half", WeightRole.RECURRENT, 8),
            mask("11110000"), 4, -1, -3, 2, 0, 0, 0, 0)
            .withGradient(0.1f, 0.1f, 0.1f, 0.1f, 5, -8, 7, -6);

    @Test
    void theSmallestGoAndThoseOfLargestGradientGrow() {
        // t = 0: half of the four.
        assertThat(masks(HALF, 0.5, 0)).isEqualTo("10100110");
    }

    @Test
    void theShareThatIsReplacedFallsAlongHalfACosine() {
        // T_end = 0.75 · 1000. α / 2 · (1 + cos(π / 5)) = 0.452: 1.81 of four.
        assertThat(masks(HALF, 0.5, 150)).isEqualTo("10100110");
        // α / 2 · (1 + cos(π / 2)) = 0.25: one of four.
        assertThat(masks(HALF, 0.5, 375)).isEqualTo("10110100");
        // α / 2 · (1 + cos(4 π / 5)) = 0.048: 0.19 of four.
        assertThat(masks(HALF, 0.5, 600)).isEqualTo("11110000");
        assertThat(masks(HALF, 0.5, 750)).isEqualTo("11110000");
        assertThat(masks(HALF, 0.5, 1000)).isEqualTo("11110000");
    }

    @Test
    void whatWasDroppedMayGrowAgain() {
        TrialWeight weight = HALF.withGradient(0, 9, 0, 10, 5, 8, 7, 6);

        assertThat(masks(weight, 0.5, 0)).isEqualTo("11110000");
    }

    @Test
    void aShareThatRisesIsTakenFirstAndOneThatFallsIsGrown() {
        // Two are left of four, of which one is replaced.
        assertThat(masks(HALF, 0.75, 0)).isEqualTo("10000100");
        // Two of four are replaced, and two more grow: the four of largest gradient.
        assertThat(masks(HALF, 0.25, 0)).isEqualTo("10101111");
    }

    @Test
    void everyMatrixKeepsItsShareWhateverTheSizeOfItsEntries() {
        TrialWeight small = TrialWeight
                .dense(Weights.shape("small", WeightRole.INPUT, 4), mask("1100"), 0.01f, 0.02f, 0, 0)
                .withGradient(0, 0, 1e-6f, 2e-6f);
        TrialRound round = new TrialRound(0.5, 1, List.of(HALF, small)).at(progress(0));

        assertThat(round.masks(pruner()).stream().map(Weights::bits)).containsExactly("10100110", "0101");
    }

    /** What the rule says, by sorting the values of all entries and the gradients of all that are gone. */
    @Test
    void blocksOfRowsGrowWhatSortingAllGradientsWouldGrow() {
        int rows = 31;
        int columns = 23;
        int kept = 200;
        RandomGenerator random = new RandomStreams(8).stream("matrix");
        WeightShape shape = new WeightShape("matrix", WeightRole.RECURRENT, 0, 1, rows, columns);
        float[] values = new float[rows * columns];
        float[] gradients = new float[rows * columns];
        Mask.Builder mask = Mask.builder(rows, columns);
        for (int entry = 0; entry < values.length; entry++) {
            values[entry] = random.nextFloat() + 0.1f;
            gradients[entry] = random.nextFloat() - 0.5f;
        }
        List<Integer> all = IntStream.range(0, values.length).boxed().toList();
        List<Integer> before = new ArrayList<>(all);
        Collections.shuffle(before, new Random(3));
        before = before.subList(0, kept);
        before.forEach(entry -> mask.keep(entry / columns, entry % columns));
        double sparsity = 1 - (double) kept / values.length;
        TrialWeight weight = TrialWeight.sparse(shape, mask.build(), values).withGradient(gradients);

        List<Integer> expected = new ArrayList<>(before);
        expected.sort(Comparator.comparingDouble(entry -> -values[entry]));
        expected = new ArrayList<>(expected.subList(0, kept / 2));
        List<Integer> gone = new ArrayList<>(all);
        gone.removeAll(expected);
        gone.sort(Comparator.comparingDouble(entry -> -Math.abs(gradients[entry])));
        expected.addAll(gone.subList(0, kept / 2));

        Mask after = new TrialRound(sparsity, 1, List.of(weight)).at(progress(0)).masks(pruner()).getFirst();
        assertThat(all.stream().filter(entry -> after.keeps(entry / columns, entry % columns)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void gradientsThatAreNotNumbersGrowLast() {
        TrialWeight weight = HALF.withGradient(0, 0, 0, 0, Float.NaN, 1, Float.NaN, Float.NEGATIVE_INFINITY);

        assertThat(masks(weight, 0.5, 0)).isEqualTo("10100101");
    }

    @Test
    void trainingBeginsWithMasksAtRandomThatLeaveEveryMatrixTheSameShare() {
        TrialRound round = new TrialRound(0.75, 1, List.of(full("a", 400), full("b", 40)));
        List<Mask> first = round.firstMasks(pruner()).orElseThrow();

        assertThat(first).extracting(Mask::count).containsExactly(100L, 10L);
        List<Mask> other = new TrialRound(0.75, 2, List.of(full("a", 400), full("b", 40)))
                .firstMasks(pruner()).orElseThrow();
        assertThat(bits(other.getFirst())).isNotEqualTo(bits(first.getFirst()));
    }

    @Test
    void aMatrixThatIsLostIsNamed() {
        TrialRound round = new TrialRound(0.9, 1, List.of(full("tiny", 2)));

        assertThat(round.masks(pruner()).getFirst().count()).isZero();
        assertThat(round.warnings()).containsExactly("tiny loses all of its 2 entries at a sparsity of 0.9");
        TrialRound beforeTraining = new TrialRound(0.9, 1, List.of(full("tiny", 2)));
        assertThat(beforeTraining.firstMasks(pruner()).orElseThrow().getFirst().count()).isZero();
        assertThat(beforeTraining.warnings()).as("no setting that it does not have")
                .containsExactly("tiny loses all of its 2 entries at a sparsity of 0.9");
    }

    @Test
    void itIsCalledEverySoManyStepsUntilAShareOfTrainingAndSaysThatItRegrows() {
        assertThat(pruner().cadence()).isEqualTo(new Cadence(Cadence.Unit.STEPS, 100, 0, Long.MAX_VALUE, 0.75));
        assertThat(pruner().regrowth()).isEqualTo(Regrowth.ZERO);
    }

    private static TrialWeight full(String name, int columns) {
        float[] values = new float[columns];
        for (int column = 0; column < columns; column++) {
            values[column] = column + 1;
        }
        return Weights.recurrent(name, values);
    }

    private static String masks(TrialWeight weight, double share, long step) {
        return bits(new TrialRound(share, 1, List.of(weight)).at(progress(step)).masks(pruner()).getFirst());
    }

    private static TrainingProgress progress(long step) {
        return new TrainingProgress(step, 1000, 0, 10);
    }

    private static Pruner pruner() {
        return new RigLPruner(new RigLPruner.Settings(
                List.of(WeightRole.values()), 0.5, LayerShares.UNIFORM, SelfConnections.BY_COST,
                new Rounds.Steps(100, 0, Optional.empty(), 0.75), new ConstantSchedule(0.5)));
    }
}
