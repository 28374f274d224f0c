package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RankingPropertyTest {

    private record Entry(int weight, int position, float magnitude) {}

    /** Counting keys finds the very entries that sorting them all would, guarded or not, with ties and zeros. */
    @Property(tries = 200)
    void countingFindsWhatSortingFinds(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = 0.4) double minimumKept) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TrialWeight> weights = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            weights.add(draw("weight" + number, random));
        }

        List<Mask> masks = new TrialRound(share, 1, weights).masks(Pruners.magnitude(
                List.of(WeightRole.RECURRENT), PruningScope.GLOBAL, LayerShares.UNIFORM, SelfConnections.BY_COST,
                minimumKept, new LinearSchedule(0.5, 1)));

        assertThat(masks.stream().map(Weights::bits).toList()).isEqualTo(bySorting(weights, share, minimumKept));
    }

    private static TrialWeight draw(String name, SplittableRandom random) {
        int columns = 1 + random.nextInt(60);
        double scale = Math.pow(10, random.nextInt(-40, 3));
        float[] values = new float[columns];
        StringBuilder mask = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            double value = random.nextGaussian();
            values[column] = (float) (scale * (random.nextBoolean() ? Math.rint(2 * value) : value));
            mask.append(random.nextInt(4) > 0 ? '1' : '0');
        }
        return TrialWeight.dense(Weights.shape(name, WeightRole.RECURRENT, columns), Weights.mask(mask.toString()),
                values);
    }

    private static List<String> bySorting(List<TrialWeight> weights, double share, double minimumKept) {
        List<Entry> entries = new ArrayList<>();
        List<StringBuilder> bits = new ArrayList<>();
        long total = 0;
        long wanted = 0;
        long[] spare = new long[weights.size()];
        for (int number = 0; number < weights.size(); number++) {
            TrialWeight weight = weights.get(number);
            bits.add(new StringBuilder(Weights.bits(weight.mask())));
            total += weight.mask().entries();
            wanted -= weight.mask().entries() - weight.mask().count();
            spare[number] = weight.mask().count() - (long) Math.rint(minimumKept * weight.mask().entries());
            for (int column = 0; column < weight.shape().columns(); column++) {
                if (weight.mask().keeps(0, column)) {
                    entries.add(new Entry(number, column, Math.abs(weight.gradients().get(0, column))));
                }
            }
        }
        wanted += (long) Math.rint(share * total);
        entries.sort(Comparator.comparingDouble(Entry::magnitude));
        for (Entry entry : entries) {
            if (wanted > 0 && spare[entry.weight] > 0) {
                bits.get(entry.weight).setCharAt(entry.position, '0');
                spare[entry.weight]--;
                wanted--;
            }
        }
        return bits.stream().map(StringBuilder::toString).toList();
    }
}
