package io.moduli.core.loading;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Finds schedules that training ends before they have reached their target. */
final class UnfinishedSchedules {

    /** Nobody trains longer than this; a schedule that has not ended by then may never end. */
    private static final int MOST_EPOCHS = 1 << 20;

    private UnfinishedSchedules() {}

    /** A warning for each schedule, unless a later stage prunes to the same share. */
    static List<Problem> warnings(PipelineSettings settings, EffectiveConfiguration effective) {
        Map<String, FollowedSchedule> last = new LinkedHashMap<>();
        FollowedSchedule.of(settings).forEach(followed -> last.put(followed.key(), followed));
        return last.values().stream()
                .filter(followed -> !followed.comesToTarget(followed.schedule().sparsity(followed.end())))
                .filter(followed -> !prunedLater(settings, followed))
                .map(followed -> effective.problem(followed.key(), message(followed)))
                .toList();
    }

    /** Whether a later stage prunes to the target at once. */
    static boolean prunedLater(PipelineSettings settings, FollowedSchedule followed) {
        return settings.stages().stream()
                .skip(followed.stage())
                .anyMatch(stage -> stage instanceof StageSettings.Prune prune
                        && followed.comesToTarget(prune.sparsity()));
    }

    private static String message(FollowedSchedule followed) {
        OptionalInt needed = epochsToTarget(followed);
        String reached = String.format(
                Locale.ROOT, "training leaves it after %s at a sparsity of %.1f %%, but its target is %.1f %%",
                epochs(followed.end()), 100 * followed.schedule().sparsity(followed.end()),
                100 * followed.schedule().target());
        return needed.isPresent()
                ? "%s, after %d: set stages.%d.epochs = %d, or choose a schedule of %s".formatted(
                        reached, needed.getAsInt(), followed.stage(), needed.getAsInt() - followed.begin(),
                        epochs(followed.end()))
                : reached;
    }

    private static String epochs(int count) {
        return count + (count == 1 ? " epoch" : " epochs");
    }

    /** The first whole number of epochs after which the schedule has reached its target. */
    private static OptionalInt epochsToTarget(FollowedSchedule followed) {
        int after = followed.end();
        int before = after;
        while (after <= MOST_EPOCHS && !followed.comesToTarget(followed.schedule().sparsity(after))) {
            before = after;
            after *= 2;
        }
        if (after > MOST_EPOCHS) {
            return OptionalInt.empty();
        }
        while (after - before > 1) {
            int between = (before + after) / 2;
            if (!followed.comesToTarget(followed.schedule().sparsity(between))) {
                before = between;
            } else {
                after = between;
            }
        }
        return OptionalInt.of(after);
    }
}
