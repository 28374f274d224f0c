package __package__;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The group lasso of Yuan and Lin (2006), a group being a row of a weight matrix, all that one unit listens to:
 *
 * <pre>strength · √n / N · Σ over rows r of ‖w_r‖,    gradient by w_rj: strength · √n / N · w_rj / ‖w_r‖</pre>
 *
 * for n columns and N entries in all. The norm of a row has a kink at 0, so whole rows become small together, where the
 * sum of absolute values makes single entries small. With equal entries it is as large as the mean of |w|.
 *
 * <p>A regularizer is bound once to every weight of the roles that it is on. Then, in each training step, it gets blocks
 * of rows, from several threads at once. A block holds the entries that are <em>stored</em>, all of a dense matrix or the
 * survivors of a pruned one; walking from {@code begin(row)} to {@code end(row)} works for both.
 *
 * @param settings what a pipeline says
 */
public record __Name__Regularizer(Settings settings) implements Regularizer {

    /**
     * What a pipeline says.
     *
     * @param on the roles of the weights
     * @param strength the factor of the penalty
     */
    @Description("Group lasso: the rows of a weight matrix become small as a whole")
    public record Settings(
            @Description("The roles of the weights that are penalized") @Default("[recurrent]") List<WeightRole> on,
            @Description("The factor of the penalty in the loss") @Default("1e-3") @Range(min = 0) double strength) {

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
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        WeightShape shape = weight.shape();
        double factor = settings.strength() * Math.sqrt(shape.columns()) / shape.entries();
        return block -> accumulate(block, factor);
    }

    /** Adds the gradient of the block's rows to what is there, and returns their share of the penalty. */
    private static double accumulate(EntryBlock block, double factor) {
        MemorySegment values = block.values();
        MemorySegment gradients = block.gradients();
        double penalty = 0;
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            double squares = 0;
            for (long entry = block.begin(row); entry < block.end(row); entry++) {
                double value = values.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                squares += value * value;
            }
            if (squares == 0) {
                continue; // at the kink the gradient is taken as 0
            }
            double norm = Math.sqrt(squares);
            penalty += norm;
            for (long entry = block.begin(row); entry < block.end(row); entry++) {
                float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                float gradient = gradients.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, gradient + (float) (factor * value / norm));
            }
        }
        return factor * penalty;
    }
}
