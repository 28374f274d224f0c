package io.moduli.api.testkit;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.List;

/**
 * What a {@link SparsitySchedule} promises: its shares and its target are at least 0 and less than 1, since removing everything
 * leaves no network; they are the same whenever they are asked for, whole epochs or parts of one; and sooner or later they are
 * the target. They may rise and fall until then.
 */
public final class SparsityScheduleContract {

    private static final int EPOCHS = 10_000;

    /** Not a binary fraction, as the share of a step in its epoch rarely is one. */
    private static final double STEP = 0.1;

    /** Less than any share of entries that a network can tell, more than rounding. */
    private static final double ROUNDING = 1e-9;

    private SparsityScheduleContract() {}

    /**
     * Looks for violations.
     *
     * @return none if the schedule passes
     */
    public static List<Violation> check(SparsitySchedule schedule) {
        Findings findings = new Findings(schedule);
        double target = schedule.target();
        findings.require(target >= 0 && target < 1, "target", "the target is %s, but must be in [0, 1)", target);
        double[] first = new double[(int) (EPOCHS / STEP) + 1];
        for (int step = 0; step <= EPOCHS / STEP; step++) {
            double share = schedule.sparsity(step * STEP);
            first[step] = share;
            findings.require(share >= 0 && share < 1, "range", "%s after %s epochs is outside of [0, 1)", share,
                    step * STEP);
        }
        for (int step = first.length - 1; step >= 0; step--) {
            double again = schedule.sparsity(step * STEP);
            findings.require(
                    Double.compare(again, first[step]) == 0, "purity",
                    "after %s epochs it was %s, but asked again it is %s",
                    step * STEP, first[step], again);
        }
        double last = schedule.sparsity(Integer.MAX_VALUE);
        findings.require(last == target, "end", "it ends at %s, but the target is %s", last, target);
        return findings.violations();
    }

    /** Whether it is ever less than it was before. */
    static boolean falls(SparsitySchedule schedule) {
        double before = 0;
        for (int step = 0; step <= EPOCHS / STEP; step++) {
            double share = schedule.sparsity(step * STEP);
            if (share < before - ROUNDING) {
                return true;
            }
            before = share;
        }
        return false;
    }
}
