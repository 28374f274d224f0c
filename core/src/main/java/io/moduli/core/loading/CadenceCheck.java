package io.moduli.core.loading;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.TrainingAhead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the rounds of a pruner fit into training, and the schedules that it follows into the rounds. */
final class CadenceCheck {

    private static final String KEY = "pruner";

    private final PipelineSettings settings;
    private final EffectiveConfiguration effective;
    private final OpenTask task;
    private final TrainingProgress ahead;

    /** @param task says how many steps an epoch has */
    CadenceCheck(PipelineSettings settings, EffectiveConfiguration effective, OpenTask task) {
        this.settings = settings;
        this.effective = effective;
        this.task = task;
        this.ahead = TrainingAhead.of(settings, task);
    }

    /** A pruner that is never asked for masks while the network trains. */
    Optional<Problem> neverAsked() {
        return settings.pruner().map(Pruner::cadence)
                .filter(cadence -> ahead.allSteps() > 0)
                .filter(cadence -> lastRound(cadence, Long.MAX_VALUE).isEmpty())
                .map(cadence -> effective.problem(KEY, never(cadence)));
    }

    private String never(Cadence cadence) {
        return cadence.begin() > all(cadence)
                ? "it is asked from %s %d on, but training has only %d, and so never; let it be asked earlier, or train longer"
                        .formatted(unit(cadence), cadence.begin(), all(cadence))
                : "it is asked every %d %s from %s %d to %s %d of %d, and so never; let it be asked more often, or train longer"
                        .formatted(cadence.every(), units(cadence), unit(cadence), cadence.begin(), unit(cadence),
                                (long) cadence.last(ahead), all(cadence));
    }

    /** A schedule whose target no round comes to, although training lasts until then. */
    List<Problem> warnings() {
        return settings.pruner().map(pruner -> warnings(pruner)).orElseGet(List::of);
    }

    /**
     * What pruning has come to along a schedule.
     *
     * @param part the last stage that follows the schedule
     * @param round when its last round is; empty if it has none
     * @param share the schedule's share then
     */
    private record Reached(FollowedSchedule part, OptionalLong round, double share) {}

    private List<Problem> warnings(Pruner pruner) {
        Cadence cadence = pruner.cadence();
        List<Problem> warnings = new ArrayList<>();
        for (Reached reached : reached(pruner).values()) {
            FollowedSchedule part = reached.part();
            // Otherwise training itself ends too early, which is a warning of its own.
            boolean trainedToTheEnd = part.comesToTarget(part.schedule().sparsity(part.end()));
            if (trainedToTheEnd && !part.comesToTarget(reached.share())
                    && !UnfinishedSchedules.prunedLater(settings, part)) {
                warnings.add(effective.problem(KEY, message(cadence, reached)));
            }
        }
        return warnings;
    }

    private String message(Cadence cadence, Reached reached) {
        String target = String.format(Locale.ROOT, "%.1f %%", 100 * reached.part().schedule().target());
        return reached.round().isEmpty()
                ? "it is never asked for masks while %s is followed, and so never comes to its target of %s; let the cadence end later, or leave the schedule out"
                        .formatted(reached.part().key(), target)
                : "it is asked for the last time after %s %d of %d, when %s is at %s, and so never comes to its target of %s; let the cadence end later, or the schedule earlier"
                        .formatted(unit(cadence), reached.round().getAsLong(), all(cadence), reached.part().key(),
                                String.format(Locale.ROOT, "%.1f %%", 100 * reached.share()), target);
    }

    /** By the key of each schedule that is followed. */
    private Map<String, Reached> reached(Pruner pruner) {
        Cadence cadence = pruner.cadence();
        boolean steps = cadence.unit() == Cadence.Unit.STEPS;
        Map<String, Reached> reached = new LinkedHashMap<>();
        long begin = 0;
        for (FollowedSchedule part : FollowedSchedule.of(settings)) {
            StageSettings.Train train = (StageSettings.Train) settings.stages().get(part.stage());
            long perEpoch = steps ? TrainingAhead.stepsPerEpoch(train.stepsPerEpoch(), task) : 1;
            long end = begin + part.epochs() * perEpoch;
            OptionalLong round = lastRound(cadence, end);
            Reached before = Optional.ofNullable(reached.get(part.key()))
                    .orElseGet(() -> new Reached(part, OptionalLong.empty(), first(pruner, part)));
            boolean asked = round.isPresent() && round.getAsLong() > begin;
            double epochs = part.begin() + (asked ? (double) (round.getAsLong() - begin) / perEpoch : 0);
            reached.put(part.key(), asked
                    ? new Reached(part, round, part.schedule().sparsity(epochs))
                    : new Reached(part, before.round(), before.share()));
            begin = end;
        }
        return reached;
    }

    /** A pruner that starts sparse has the schedule's first share from the beginning. */
    private static double first(Pruner pruner, FollowedSchedule part) {
        return pruner.startsSparse() && part.begin() == 0 ? part.schedule().sparsity(0) : 0;
    }

    /** When the last round is, not later than a limit; empty if there is none. */
    private OptionalLong lastRound(Cadence cadence, long limit) {
        long last = Math.min(limit, (long) cadence.last(ahead));
        long round = last - last % cadence.every();
        return round >= Math.max(cadence.begin(), 1) ? OptionalLong.of(round) : OptionalLong.empty();
    }

    private long all(Cadence cadence) {
        return cadence.unit() == Cadence.Unit.STEPS ? ahead.allSteps() : ahead.allEpochs();
    }

    private static String unit(Cadence cadence) {
        return cadence.unit() == Cadence.Unit.STEPS ? "step" : "epoch";
    }

    private static String units(Cadence cadence) {
        return cadence.unit() == Cadence.Unit.STEPS ? "training steps" : "epochs";
    }
}
