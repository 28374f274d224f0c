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
     * @return none where the schedule passes
     */
    public static List<Violation> check(SparsitySchedule schedule) {
        Findings findings = new Findings();
        double target = schedule.target();
        findings.require(target >= 0 && target < 1, "target", "the target is %s, but must be in [0, 1)", target);
        double first = schedule.sparsity(1);
        for (int step = 0; step <= EPOCHS / STEP; step++) {
            double share = schedule.sparsity(step * STEP);
            findings.require(share >= 0 && share < 1, "range", "%s after %s epochs is outside of [0, 1)", share,
                    step * STEP);
        }
        findings.require(
                first == schedule.sparsity(1), "purity", "epoch 1, asked for again, is no longer %s", first);
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
