package io.moduli.core.run;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.state.StateArray;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the last entries of each weight, in a window that is shifted along the entries from round to round, and says in warnings
 * what it was shown. It does as its settings say, against its promises, too.
 */
@Description("Keeps a window of each weight")
record ScriptedPruner(
        @Default("[recurrent, read-out]") @Description("Roles") List<WeightRole> roles,
        @Description("Course") SparsitySchedule schedule,
        @Default("none") @Description("What it says of entries that come back") Regrowth regrowth,
        @Default("0.0") @Description("Minimum that it promises") double minimumKept,
        @Description("Steps from round to round; else epochs") Optional<Integer> steps,
        @Default("0") @Description("No round before so many steps or epochs") int begin,
        @Default("1.0") @Description("Share of training after which there is no round") double until,
        @Default("0") @Description("Entries that the window is shifted by in each round") int shift,
        @Default("false") @Description("Whether it gives first masks") boolean first,
        @Default("false") @Description("Whether it says that it starts sparse") boolean sparse,
        @Default("false") @Description("Whether it asks for gradients") boolean gradients,
        @Default("none") @Description("Whether it says that it looks at the geometry") GeometryUse use,
        @Default("none") @Description("What it does wrong") Fault fault) implements Pruner {

    enum Fault {
        NONE,
        /** One mask too few. */
        COUNT,
        /** Rows and columns of the second weight's mask are exchanged. */
        EXTENTS,
        /** Nothing is kept of the second weight. */
        MINIMUM,
        /** It refuses the weights. */
        WEIGHTS,
        /** It refuses the weights for one of its settings. */
        SETTING
    }

    @Override
    public Set<WeightRole> on() {
        return EnumSet.copyOf(roles);
    }

    @Override
    public GeometryUse geometryUse() {
        return use;
    }

    @Override
    public boolean startsSparse() {
        return sparse;
    }

    @Override
    public Cadence cadence() {
        return new Cadence(
                steps.isPresent() ? Cadence.Unit.STEPS : Cadence.Unit.EPOCHS, steps.orElse(1), begin, Long.MAX_VALUE,
                until);
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        String name = weights.getFirst().shape().name();
        return switch (fault) {
            case WEIGHTS -> throw new IllegalArgumentException(name + " is too small");
            case SETTING -> throw new SettingException("shift", "shift = %d is too far for %s".formatted(shift, name));
            default -> new Bound();
        };
    }

    private final class Bound implements BoundPruner {

        private int asked;

        @Override
        public Optional<List<Mask>> firstMasks(PruningRound round) {
            say("first", round);
            return first ? Optional.of(windows(round)) : Optional.empty();
        }

        @Override
        public List<Mask> masks(PruningRound round) {
            say("round", round);
            asked++;
            List<Mask> masks = windows(round);
            Mask second = masks.get(1);
            return switch (fault) {
                case NONE, WEIGHTS, SETTING -> masks;
                case COUNT -> masks.subList(1, masks.size());
                case EXTENTS -> List.of(masks.getFirst(), Mask.full(second.columns(), second.rows()));
                case MINIMUM -> List.of(
                        masks.getFirst(), Mask.builder(second.rows(), second.columns()).build());
            };
        }

        private void say(String what, PruningRound round) {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT, "%s %d of %d, epoch %.3f of %d, share %.3f", what, round.progress().steps(),
                    round.progress().allSteps(), round.progress().epochs(), round.progress().allEpochs(),
                    round.sparsity()));
            if (use != GeometryUse.NONE) {
                for (PrunableWeight weight : round.weights()) {
                    text.append(String.format(
                            Locale.ROOT, ", %d rows and %d columns placed",
                            weight.weight().rowGeometry().map(LayerGeometry::units).orElse(0),
                            weight.weight().columnGeometry().map(LayerGeometry::units).orElse(0)));
                }
            }
            if (gradients) {
                for (PrunableWeight weight : round.weights()) {
                    BitSet zeros = new BitSet();
                    weight.gradient((_, gradient) -> zeros.set(isZero(gradient) ? 0 : 1));
                    text.append(zeros.get(1) ? ", gradient" : ", no gradient");
                }
            }
            round.warn(text.toString());
        }

        private static boolean isZero(Matrix matrix) {
            for (float value : matrix.toArray()) {
                if (value != 0) {
                    return false;
                }
            }
            return true;
        }

        private List<Mask> windows(PruningRound round) {
            return round.weights().stream().map(weight -> window(weight, round.sparsity())).toList();
        }

        private Mask window(PrunableWeight weight, double share) {
            int columns = weight.shape().columns();
            int entries = (int) weight.shape().entries();
            Mask.Builder mask = Mask.builder(weight.shape().rows(), columns);
            for (int number = (int) Math.round(share * entries); number < entries; number++) {
                int entry = (number + asked * shift) % entries;
                mask.keep(entry / columns, entry % columns);
            }
            return mask.build();
        }

        @Override
        public List<StateArray> state() {
            return List.of(new StateArray("rounds_asked", List.of(1), new double[] {asked}));
        }

        @Override
        public void restore(List<StateArray> state) {
            asked = (int) state.getFirst().values()[0];
        }
    }
}
