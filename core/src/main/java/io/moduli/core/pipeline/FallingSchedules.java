package io.moduli.core.pipeline;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds schedules that fall in a pipeline whose pruner brings nothing back, so that it could not follow. Each is looked at where
 * the pipeline's stages follow it: a schedule that falls later is none.
 */
public final class FallingSchedules {

    /** Epochs are looked at in so many parts where a pruner is asked within them. */
    private static final int PARTS = 16;

    private static final double MOST_SHARES = 100_000;

    /** Less than any share of entries that a network can tell, more than rounding. */
    private static final double ROUNDING = 1e-9;

    private final List<Fall> falls = new ArrayList<>();
    private final int parts;

    private FallingSchedules(Pruner pruner) {
        this.parts = pruner.cadence() instanceof Cadence.EveryEpoch ? 1 : PARTS;
    }

    /**
     * A schedule that falls.
     *
     * @param key of the schedule in the pipeline, {@code pruner.schedule}
     * @param message what is wrong and what would be right
     */
    public record Fall(String key, String message) {}

    /** Looks at the schedules of all training stages, each of which is named once. */
    public static List<Fall> of(PipelineSettings settings) {
        Optional<Pruner> pruner = settings.pruner().filter(one -> one.regrowth() == Regrowth.NONE);
        if (pruner.isEmpty()) {
            return List.of();
        }
        FallingSchedules found = new FallingSchedules(pruner.get());
        double share = 0;
        int epochs = 0;
        for (int index = 0; index < settings.stages().size(); index++) {
            if (settings.stages().get(index) instanceof StageSettings.Train train) {
                if (train.schedule().isPresent()) {
                    found.follow("stages." + index + ".schedule", train.schedule().get(), 0, 0, train.epochs());
                } else {
                    share = found.follow("pruner.schedule", pruner.get().schedule(), share, epochs, train.epochs());
                }
                epochs += train.epochs();
            }
        }
        return found.falls;
    }

    /**
     * Follows a schedule through a stage.
     *
     * @param before the last share of it so far
     * @param begin the epochs of it that are done
     * @return its last share
     */
    private double follow(String key, SparsitySchedule schedule, double before, int begin, int epochs) {
        double last = before;
        long shares = (long) Math.min(MOST_SHARES, (double) epochs * parts);
        for (long number = 0; number <= shares; number++) {
            double epoch = begin + (double) epochs * number / shares;
            double share = schedule.sparsity(epoch);
            if (share < last - ROUNDING) {
                add(key, String.format(
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
