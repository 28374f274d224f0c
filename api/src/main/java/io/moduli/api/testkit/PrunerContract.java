package io.moduli.api.testkit;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a {@link Pruner} promises.
 *
 * <ul>
 *   <li>It is on at least one role, and its schedule keeps {@link SparsityScheduleContract}.
 *   <li>It gives a mask of the right extents for each weight, in their order.
 *   <li>The share is met, up to the rounding of each matrix, or the round is warned that it is not.
 *   <li>Masks only grow, unless it is a pruner that regrows.
 *   <li>The same round gives the same masks, and it does not matter whether weights are stored dense or sparse.
 *   <li>It changes no value and no gradient.
 *   <li>No matrix loses its last entry without a warning that has its name.
 * </ul>
 */
public final class PrunerContract {

    private final Pruner pruner;
    private final boolean regrows;
    private final long seed;
    private final Findings findings = new Findings();
    private final List<WeightShape> shapes = new ArrayList<>();

    private PrunerContract(Pruner pruner, boolean regrows, long seed) {
        this.pruner = pruner;
        this.regrows = regrows;
        this.seed = seed;
        pruner.on().stream().sorted().forEach(role -> shapes.addAll(shapesOf(role)));
    }

    /** Looks for violations in a pruner whose masks only grow. The same seed looks at the same weights. */
    public static List<Violation> check(Pruner pruner, long seed) {
        return new PrunerContract(pruner, false, seed).run();
    }

    /** Looks for violations in a pruner that regrows entries: all but that masks only grow. */
    public static List<Violation> checkRegrowing(Pruner pruner, long seed) {
        return new PrunerContract(pruner, true, seed).run();
    }

    private List<Violation> run() {
        findings.require(!pruner.on().isEmpty(), "roles", "it is on no role");
        SparsityScheduleContract.check(pruner.schedule())
                .forEach(violation -> findings.require(false, "schedule", "%s", violation));
        findings.examine("masks", () -> {
            List<Mask> none = pruner.prune(new TrialRound(0.5, seed, List.of()));
            findings.require(none.isEmpty(), "masks", "a round without weights got %d masks", none.size());
        });
        findings.examine("rounds", () -> checkRounds(allEntries(), 0.3, 0.6, 0.6, 0.2, 0.9));
        findings.examine("rounds", () -> checkRounds(allEntries(), 0.98));
        findings.examine("rounds", () -> checkRounds(allEntries(), 1.0));
        return findings.violations();
    }

    private List<Mask> allEntries() {
        return shapes.stream().map(shape -> Mask.full(shape.rows(), shape.columns())).toList();
    }

    private void checkRounds(List<Mask> first, double... shares) {
        List<Mask> masks = first;
        for (int round = 0; round < shares.length && !masks.isEmpty(); round++) {
            masks = checkRound(masks, shares[round], seed + round);
        }
    }

    /** Returns the new masks, or none where they are of no use for another round. */
    private List<Mask> checkRound(List<Mask> before, double share, long roundSeed) {
        List<TrialWeight> weights = weights(before, true);
        TrialRound round = new TrialRound(share, roundSeed, weights);
        List<Mask> after = pruner.prune(round);
        if (!fit(after)) {
            findings.require(false, "masks", "at a share of %s there are the masks %s for the weights %s", share, after,
                    shapes);
            return List.of();
        }
        List<Mask> again = pruner.prune(new TrialRound(share, roundSeed, weights(before, true)));
        findings.require(again.equals(after), "determinism", "the same round at a share of %s got other masks", share);
        List<Mask> ofSparse = pruner.prune(new TrialRound(share, roundSeed, weights(before, false)));
        findings.require(
                ofSparse.equals(after), "storage", "at a share of %s sparse weights got other masks than dense ones",
                share);
        checkShare(before, after, share, round.warnings());
        for (int index = 0; index < after.size(); index++) {
            String name = shapes.get(index).name();
            findings.require(
                    regrows || after.get(index).within(before.get(index)),
                    "growth", "at a share of %s an entry of %s came back", share, name);
            boolean vanished = after.get(index).count() == 0 && before.get(index).count() > 0;
            findings.require(
                    !vanished || round.warnings().stream().anyMatch(warning -> warning.contains(name)),
                    "silence", "at a share of %s %s lost its last entry, and no warning had its name", share, name);
            checkUntouched(weights.get(index), weight(index, before.get(index), true), share);
        }
        return after;
    }

    private boolean fit(List<Mask> masks) {
        if (masks.size() != shapes.size()) {
            return false;
        }
        for (int index = 0; index < masks.size(); index++) {
            if (masks.get(index).rows() != shapes.get(index).rows()
                    || masks.get(index).columns() != shapes.get(index).columns()) {
                return false;
            }
        }
        return true;
    }

    /** What was gone before still is, so a lesser share asks for nothing. */
    private void checkShare(List<Mask> before, List<Mask> after, double share, List<String> warnings) {
        double asked = Math.max(share * entries(), entries() - kept(before));
        double gone = entries() - kept(after);
        double rounding = 0.5 * shapes.size() + 1e-6;
        findings.require(
                Math.abs(gone - asked) <= rounding || !warnings.isEmpty() && gone < asked,
                "share", "at a share of %s of %d entries %.0f are gone", share, entries(), gone);
    }

    private void checkUntouched(TrialWeight shown, TrialWeight fresh, double share) {
        boolean same = Arrays.equals(shown.sample().values(), fresh.sample().values())
                && Arrays.equals(shown.sample().gradients(), fresh.sample().gradients())
                && Arrays.equals(shown.gradient().toArray(), fresh.gradient().toArray())
                && shown.sample().gapsUntouched();
        findings.require(same, "read-only", "at a share of %s it wrote to %s", share, shown.shape().name());
    }

    private long entries() {
        return shapes.stream().mapToLong(WeightShape::entries).sum();
    }

    private static long kept(List<Mask> masks) {
        return masks.stream().mapToLong(Mask::count).sum();
    }

    private List<TrialWeight> weights(List<Mask> masks, boolean dense) {
        List<TrialWeight> weights = new ArrayList<>();
        for (int index = 0; index < masks.size(); index++) {
            weights.add(weight(index, masks.get(index), dense));
        }
        return weights;
    }

    /**
     * Matrices of very different scales, so that a global ranking empties the small ones; every third value is one of a
     * few, 0 among them, so that there are ties.
     */
    private TrialWeight weight(int index, Mask mask, boolean dense) {
        WeightShape shape = shapes.get(index);
        SplittableRandom random = new SplittableRandom(seed + index);
        double scale = Math.pow(4, -index);
        float[] matrix = new float[Math.toIntExact(shape.entries())];
        for (int entry = 0; entry < matrix.length; entry++) {
            double value = random.nextGaussian();
            matrix[entry] = (float) (scale * (entry % 3 == 0 ? Math.rint(value) : value));
        }
        return dense ? TrialWeight.dense(shape, mask, matrix) : TrialWeight.sparse(shape, mask, matrix);
    }

    /** A matrix of some size and one that is so small that a large share is all of it. */
    private static List<WeightShape> shapesOf(WeightRole role) {
        String name = "sample." + role.name().toLowerCase(Locale.ROOT);
        int gates = role == WeightRole.INPUT || role == WeightRole.RECURRENT ? 3 : 1;
        return List.of(
                new WeightShape(name + "_l0", role, 0, gates, 8, 5 + role.ordinal()),
                new WeightShape(name + "_l1", role, 1, 1, 2, 1));
    }
}
