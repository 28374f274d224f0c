package io.moduli.core.loading;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.core.pipeline.PipelineSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds decreasing schedules in a pipeline whose pruner does not regrow weights, so that it could not follow them. Each
 * is checked only as far as the pipeline's stages follow it: a schedule that decreases only after that is not a
 * problem.
 */
final class FallingSchedules {

    /** Epochs are checked in this many parts if a pruner is asked within them. */
    private static final int PARTS = 16;

    private static final double MOST_SHARES = 100_000;

    private final List<Fall> falls = new ArrayList<>();
    private final int parts;

    private FallingSchedules(Pruner pruner) {
        this.parts = pruner.cadence().unit() == Cadence.Unit.EPOCHS ? 1 : PARTS;
    }

    /**
     * A decreasing schedule.
     *
     * @param key the key of the schedule in the pipeline, {@code pruner.schedule}
     * @param message what is wrong and what would be right
     */
    record Fall(String key, String message) {}

    /** Checks the schedules of all training stages, each of which is reported once. */
    static List<Fall> of(PipelineSettings settings) {
        Optional<Pruner> pruner = settings.pruner().filter(one -> one.regrowth() == Regrowth.NONE);
        if (pruner.isEmpty()) {
            return List.of();
        }
        FallingSchedules found = new FallingSchedules(pruner.get());
        Map<String, Double> shares = new HashMap<>();
        for (FollowedSchedule followed : FollowedSchedule.of(settings)) {
            double before = followed.begin() == 0 ? 0 : shares.getOrDefault(followed.key(), 0.0);
            shares.put(followed.key(), found.follow(followed, before));
        }
        return found.falls;
    }

    /**
     * Follows a schedule through a stage.
     *
     * @param before the last share of it so far
     * @return its last share
     */
    private double follow(FollowedSchedule followed, double before) {
        double last = before;
        long shares = (long) Math.min(MOST_SHARES, (double) followed.epochs() * parts);
        for (long number = 0; number <= shares; number++) {
            double epoch = followed.begin() + (double) followed.epochs() * number / shares;
            double share = followed.schedule().sparsity(epoch);
            if (share < last - FollowedSchedule.ROUNDING) {
                add(followed.key(), String.format(
                        Locale.ROOT,
                        "it falls from %.3f to %.3f after %.2f epochs, but the pruner brings nothing back; choose a schedule that does not fall, or a pruner that regrows",
                        last, share, epoch));
            }
            last = share;
        }
        return last;
    }

    private void add(String key, String message) {
        if (falls.stream().noneMatch(fall -> fall.key().equals(key))) {
            falls.add(new Fall(key, message));
        }
    }
}
