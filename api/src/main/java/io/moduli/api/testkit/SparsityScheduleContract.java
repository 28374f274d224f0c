package io.moduli.api.testkit;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.List;

/**
 * What a {@link SparsitySchedule} promises: its target is at least 0 and less than 1, since removing everything leaves no
 * network; from epoch 1 on its shares lie between 0 and the target, never fall, are the same whenever asked for, and
 * reach the target sooner or later.
 */
public final class SparsityScheduleContract {

    private static final int EPOCHS = 10_000;

    private SparsityScheduleContract() {}

    /** Looks for violations; none means that the schedule passes. */
    public static List<Violation> check(SparsitySchedule schedule) {
        Findings findings = new Findings();
        double target = schedule.target();
        findings.require(target >= 0 && target < 1, "target", "the target is %s, but must be in [0, 1)", target);
        double before = 0;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            double share = schedule.sparsity(epoch);
            findings.require(
                    share >= 0 && share <= target, "range", "%s after epoch %d is outside of [0, %s]", share, epoch,
                    target);
            findings.require(share >= before, "monotony", "%s after epoch %d comes after %s", share, epoch, before);
            before = share;
        }
        double first = schedule.sparsity(1);
        findings.require(
                first == schedule.sparsity(1), "purity", "epoch 1, asked for again, is no longer %s", first);
        double last = schedule.sparsity(Integer.MAX_VALUE);
        findings.require(last == target, "end", "it ends at %s, but the target is %s", last, target);
        return findings.violations();
    }
}
