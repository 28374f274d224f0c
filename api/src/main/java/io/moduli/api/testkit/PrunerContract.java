package io.moduli.api.testkit;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a {@link Pruner} promises, tried on first masks and on rounds at rising, constant and falling shares.
 *
 * <ul>
 *   <li>It is on at least one role, and its schedule keeps {@link SparsityScheduleContract}; the schedule falls only where the
 *       pruner declares that it regrows.
 *   <li>It gives a mask of the right extents for each weight that it is bound to, in their order.
 *   <li>The share is met, up to the rounding of each matrix and the granularity that it declares, or the round is warned that
 *       it is not. To a pruner that does not regrow, a share below the one that is reached asks for nothing.
 *   <li>Masks only grow, unless it declares that it regrows; a share that falls is met by those that do. What it declares is
 *       always the same.
 *   <li>Every matrix keeps the minimum that it declares.
 *   <li>Bound again and shown the same rounds, it gives the same masks, and it does not matter whether weights are stored
 *       dense or sparse.
 *   <li>In the middle of training, another one that takes its state back gives the same masks from then on.
 *   <li>If it says that it needs a geometry, it refuses weights without one; if it says that it reads none, it gives the same
 *       masks without one.
 *   <li>If it says that it starts sparse, it gives first masks, at the share, without a look at values or gradients.
 *   <li>It changes no value and no gradient.
 *   <li>No matrix loses its last entry without a warning that has its name.
 * </ul>
 *
 * <p>The weights that it is tried on lie between units with places, as far as units can have places.
 */
public final class PrunerContract {

    private static final Consumer<PrunerTrial.Answer> NO_ONE = _ -> {};

    private final PrunerTrial trial;
    private final Regrowth regrowth;
    private final boolean regrows;
    private final Findings findings;

    private PrunerContract(Pruner pruner, long seed) {
        this.trial = PrunerTrial.of(pruner, seed);
        this.regrowth = pruner.regrowth();
        this.regrows = regrowth != Regrowth.NONE;
        this.findings = new Findings(pruner);
    }

    /**
     * Looks for violations. The same seed looks at the same weights.
     *
     * @return none if the pruner passes
     */
    public static List<Violation> check(Pruner pruner, long seed) {
        return new PrunerContract(pruner, seed).run();
    }

    private List<Violation> run() {
        Pruner pruner = trial.pruner();
        Set<WeightRole> on = Set.copyOf(pruner.on());
        findings.require(!on.isEmpty(), "roles", "it is on no role");
        double minimum = pruner.minimumKept();
        findings.require(minimum >= 0 && minimum <= 1, "minimum", "the minimum is %s, but must be in [0, 1]", minimum);
        SparsityScheduleContract.check(pruner.schedule())
                .forEach(violation -> findings.require(false, "schedule", "%s", violation));
        findings.require(
                regrows || !SparsityScheduleContract.falls(pruner.schedule()), "schedule",
                "its schedule falls, but it does not declare that it regrows");
        Cadence cadence = pruner.cadence();
        findings.examine("masks", () -> {
            List<Mask> none = new TrialRound(0.5, trial.seed(), List.of()).masks(pruner);
            findings.require(none.isEmpty(), "masks", "a round without weights got %d masks", none.size());
        });
        findings.examine("state", () -> BindingRules.distinctNames(pruner.bind(trial.places()).state(), findings));
        findings.examine("restore", () -> BindingRules.foreignState(pruner.bind(trial.places()), findings));
        if (pruner.startsSparse()) {
            findings.examine("start", this::checkStart);
        }
        findings.examine("rounds", () -> checkCourse(0.3, 0.6, 0.6, 0.2, 0.9));
        findings.examine("rounds", () -> checkCourse(0.98));
        findings.examine("rounds", () -> checkCourse(1.0));
        findings.require(
                pruner.regrowth() == regrowth && pruner.cadence().equals(cadence)
                        && pruner.minimumKept() == minimum && pruner.on().equals(on),
                "declarations",
                "before some rounds it declared %s, %s, a minimum of %s and the roles %s; now it is %s, %s, %s, %s",
                regrowth, cadence, minimum, on, pruner.regrowth(), pruner.cadence(), pruner.minimumKept(), pruner.on());
        if (findings.violations().isEmpty()) {
            findings.examine("geometry", this::checkGeometry);
        }
        return findings.violations();
    }

    /** Its first masks are those for weights whose values nobody has asked for. */
    private void checkStart() {
        List<Mask> full = trial.places().stream().map(PlacedWeight::shape)
                .map(shape -> Mask.full(shape.rows(), shape.columns())).toList();
        List<TrialWeight> weights = trial.weights(full, true);
        TrialRound round = new TrialRound(0.6, trial.seed(), weights.stream().map(UnseenWeight::new).toList());
        Optional<List<Mask>> masks = round.firstMasks(trial.pruner());
        findings.require(masks.isPresent(), "start", "it says that it starts sparse, but gives no first masks");
        findings.require(
                masks.equals(new TrialRound(0.6, trial.seed(), weights).firstMasks(trial.pruner())), "start",
                "its first masks are others where it may look at the weights");
        masks.filter(trial::fit)
                .ifPresent(given -> checkShare(new PrunerTrial.Answer(0.6, full, given, round, weights,
                        trial.pruner().bind(trial.places()).granularity())));
    }

    /** A weight that has no values yet. */
    private record UnseenWeight(TrialWeight seen) implements PrunableWeight {

        @Override
        public PlacedWeight weight() {
            return seen.weight();
        }

        @Override
        public Mask mask() {
            return seen.mask();
        }

        @Override
        public EntryBlock entries() {
            throw new IllegalStateException("it starts sparse, but looks at values before training");
        }

        @Override
        public void gradient(GradientVisitor visitor) {
            throw new IllegalStateException("it starts sparse, but looks at gradients before training");
        }
    }

    private void checkGeometry() {
        PrunerTrial nowhere = trial.nowhere();
        double[] shares = {0.3, 0.6};
        switch (trial.pruner().geometryUse()) {
            case REQUIRED -> BindingRules.refusesToBeNowhere(() -> trial.pruner().bind(nowhere.places()), findings);
            case OPTIONAL -> nowhere.course(shares, true, PrunerTrial.NEVER, NO_ONE);
            case NONE -> requireSame(trial.course(shares, true, PrunerTrial.NEVER, NO_ONE),
                    nowhere.course(shares, true, PrunerTrial.NEVER, NO_ONE), shares, "geometry",
                    "bound to weights without a geometry, which it says it does not read");
        }
    }

    private void checkCourse(double... shares) {
        List<List<Mask>> course = trial.course(shares, true, PrunerTrial.NEVER, this::checkAnswer);
        requireSame(course, trial.course(shares, true, PrunerTrial.NEVER, NO_ONE), shares, "determinism",
                "bound again and shown the same rounds");
        requireSame(course, trial.course(shares, false, PrunerTrial.NEVER, NO_ONE), shares, "storage",
                "shown sparse weights instead of dense ones");
        for (int handOver = 0; handOver < course.size(); handOver++) {
            requireSame(course, trial.course(shares, true, handOver, NO_ONE), shares, "state",
                    "with a state that was taken back before round " + handOver);
        }
    }

    private void requireSame(
            List<List<Mask>> expected, List<List<Mask>> actual, double[] shares, String rule, String what) {
        for (int round = 0; round < Math.min(expected.size(), actual.size()); round++) {
            findings.require(expected.get(round).equals(actual.get(round)), rule,
                    "%s, it gave other masks at a share of %s",
                    what, shares[Math.max(0, round - 1)]);
        }
    }

    private void checkAnswer(PrunerTrial.Answer answer) {
        double share = answer.share();
        findings.require(trial.fit(answer.after()), "masks",
                "at a share of %s there are the masks %s for the weights %s",
                share, answer.after(), trial.places());
        if (!trial.fit(answer.after())) {
            return;
        }
        boolean first = answer.round().progress().steps() == 0;
        if (!first || !answer.after().equals(answer.before())) {
            checkShare(answer);
        }
        List<TrialWeight> fresh = trial.weights(answer.before(), true);
        for (int index = 0; index < answer.after().size(); index++) {
            checkMask(answer, index);
            findings.require(
                    same(answer.weights().get(index), fresh.get(index)), "read-only",
                    "at a share of %s it wrote to %s", share, trial.shape(index).name());
        }
    }

    private void checkMask(PrunerTrial.Answer answer, int index) {
        Mask before = answer.before().get(index);
        Mask after = answer.after().get(index);
        WeightShape shape = trial.shape(index);
        findings.require(
                regrows || after.within(before), "growth",
                "at a share of %s an entry of %s came back, but it does not declare that it regrows", answer.share(),
                shape.name());
        long minimum = (long) Math.rint(trial.pruner().minimumKept() * shape.entries());
        findings.require(
                after.count() >= Math.min(before.count(), minimum), "minimum",
                "at a share of %s %s keeps %d of %d entries, fewer than the minimum of %d", answer.share(),
                shape.name(),
                after.count(), shape.entries(), minimum);
        boolean vanished = after.count() == 0 && before.count() > 0;
        findings.require(
                !vanished || answer.round().warnings().stream().anyMatch(warning -> warning.contains(shape.name())),
                "silence", "at a share of %s %s lost its last entry, and no warning had its name", answer.share(),
                shape.name());
    }

    private void checkShare(PrunerTrial.Answer answer) {
        long entries = entries();
        double asked = answer.share() * entries;
        if (!regrows) {
            asked = Math.max(asked, entries - kept(answer.before()));
        }
        double gone = entries - kept(answer.after());
        double rounding = (answer.granularity() - 0.5) * trial.places().size() + 1e-6;
        findings.require(
                Math.abs(gone - asked) <= rounding || !answer.round().warnings().isEmpty() && gone < asked,
                "share", "at a share of %s of %d entries %.0f are gone", answer.share(), entries, gone);
    }

    private static boolean same(TrialWeight shown, TrialWeight fresh) {
        return Arrays.equals(shown.sample().values(), fresh.sample().values())
                && Arrays.equals(shown.sample().gradients(), fresh.sample().gradients())
                && Arrays.equals(shown.gradients().toArray(), fresh.gradients().toArray())
                && shown.sample().gapsUntouched();
    }

    private long entries() {
        return trial.places().stream().mapToLong(place -> place.shape().entries()).sum();
    }

    private static long kept(List<Mask> masks) {
        return masks.stream().mapToLong(Mask::count).sum();
    }
}
