package __package__;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Constant fan-in: every unit keeps equally many weights, its largest. Pruning by magnitude over a whole matrix leaves
 * some units with hardly any input; this does not.
 *
 * <p>In each row, the survivors are ranked by |w|, the largest first. Of a matrix of N entries, N − rint(s N) survive at
 * the share s: those of the best ranks, in the order of rows where a rank is cut. So rows differ by one weight at most,
 * and since a weight that is gone is not ranked any more, masks only grow.
 *
 * @param settings what a pipeline says
 */
public record __Name__Pruner(Settings settings) implements Pruner {

    private static final int ROW_BITS = 31;

    /**
     * What a pipeline says.
     *
     * @param on the roles of the weights
     * @param schedule which share is gone after which epoch; a component of its own, made by the registry
     */
    @Description("Constant fan-in: every unit keeps equally many weights, its largest")
    public record Settings(
            @Description("Roles of the weights that are pruned") @Default("[recurrent]") List<WeightRole> on,
            @Description("Course of the share of entries that is gone") @Default("{ type = linear, target = 0.9, epochs = 10 }") SparsitySchedule schedule) {

        public Settings {
            if (on.isEmpty()) {
                // The annotations check one value each. What they cannot say is said here, and reported with its line.
                throw new SettingException("on", "names no weights; name one role or more, such as recurrent");
            }
        }
    }

    @Override
    public Set<WeightRole> on() {
        return Set.copyOf(settings.on());
    }

    @Override
    public SparsitySchedule schedule() {
        return settings.schedule();
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return __Name__Pruner::masks;
    }

    private static List<Mask> masks(PruningRound round) {
        List<Mask> masks = new ArrayList<>();
        for (PrunableWeight weight : round.weights()) {
            Mask before = weight.mask();
            long wanted = before.entries() - (long) Math.rint(round.sparsity() * before.entries());
            Mask after = best(weight, Math.min(wanted, before.count()));
            if (after.count() == 0 && before.count() > 0) {
                round.warn(weight.shape().name() + " loses its last weight");
            }
            masks.add(after);
        }
        return masks;
    }

    /** The mask that keeps so many entries, those of the best ranks in their rows. */
    private static Mask best(PrunableWeight weight, long count) {
        Mask before = weight.mask();
        long[] ranks = new long[Math.toIntExact(before.count())];
        int[][] columns = new int[before.rows()][];
        int ranked = 0;
        for (int row = 0; row < before.rows(); row++) {
            columns[row] = bySize(weight, row);
            for (int rank = 0; rank < columns[row].length; rank++) {
                ranks[ranked++] = (long) rank << ROW_BITS | row;
            }
        }
        Arrays.sort(ranks);
        Mask.Builder kept = Mask.builder(before.rows(), before.columns());
        for (int k = 0; k < count; k++) {
            int row = (int) (ranks[k] & (1L << ROW_BITS) - 1);
            kept.keep(row, columns[row][(int) (ranks[k] >>> ROW_BITS)]);
        }
        return kept.build();
    }

    /** The columns of a row's survivors, that of the largest first; of equals, the first column first. */
    private static int[] bySize(PrunableWeight weight, int row) {
        EntryBlock entries = weight.entries();
        long[] keys = new long[weight.shape().columns()];
        int count = 0;
        for (long entry = entries.begin(row); entry < entries.end(row); entry++) {
            // Of a dense weight every entry is stored, whether it survives or not: the mask knows.
            if (weight.mask().keeps(row, entries.column(entry))) {
                // Without their sign, the bits of floats are ordered as the values are.
                int size = Float.floatToRawIntBits(Math.abs(entries.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry)));
                keys[count++] = (long) (Integer.MAX_VALUE - size) << Integer.SIZE | entries.column(entry);
            }
        }
        Arrays.sort(keys, 0, count);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).toArray();
    }
}
