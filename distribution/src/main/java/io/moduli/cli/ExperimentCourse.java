package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.ExperimentRun;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How far an experiment is. */
final class ExperimentCourse {

    private static final double NANOSECOND = 1e-9;

    private final ExperimentFolder folder;
    private final LongSupplier nanoseconds;
    private final int all;
    /** The progress of the running trials, and their progress when this process found them. */
    private final Map<Integer, Double> running = new HashMap<>();
    private final Map<Integer, Double> found = new HashMap<>();
    private final long begin;
    private int ended;
    /** The work done by this process, in trials. */
    private double done;

    /** @param nanoseconds a clock that counts them from anywhere */
    ExperimentCourse(ExperimentRun run, LongSupplier nanoseconds) throws IOException {
        this.folder = run.folder();
        this.nanoseconds = nanoseconds;
        this.begin = nanoseconds.getAsLong();
        this.all = run.ends();
        this.ended = run.endsSoFar();
    }

    int all() {
        return all;
    }

    int ended() {
        return ended;
    }

    int running() {
        return running.size();
    }

    void started(int trial) {
        running.put(trial, 0.0);
    }

    void progressed(int trial, double share) {
        found.putIfAbsent(trial, share);
        running.put(trial, share);
    }

    /** The outcome of a trial; empty if it was stopped. */
    Optional<TrialOutcome> ended(int trial) {
        running.remove(trial);
        double before = Optional.ofNullable(found.remove(trial)).orElse(0.0);
        try {
            Optional<TrialOutcome> outcome = folder.trial(trial).outcome();
            if (outcome.isPresent()) {
                ended++;
                done += 1 - before;
            }
            return outcome;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The share that is done, from 0 to 1. */
    double share() {
        return (ended + running.values().stream().mapToDouble(Double::doubleValue).sum()) / all;
    }

    /** The seconds that are left; empty if that cannot be told yet. */
    Optional<Double> secondsLeft() {
        double so = done;
        for (Map.Entry<Integer, Double> trial : running.entrySet()) {
            so += trial.getValue() - found.getOrDefault(trial.getKey(), 0.0);
        }
        double seconds = (nanoseconds.getAsLong() - begin) * NANOSECOND;
        return so > 0 && ended < all ? Optional.of(seconds / so * all * (1 - share())) : Optional.empty();
    }

    /** A line that names a trial and its outcome. */
    String line(int trial, TrialOutcome outcome) {
        String came = outcome.status() == TrialStatus.FINISHED
                ? "finished in %s s".formatted(Numbers.seconds(outcome.seconds()))
                : "failed: " + outcome.reason();
        try {
            return "%d of %d: trial %d (%s) %s".formatted(ended, all, trial, folder.describe(trial), came);
        } catch (BadInputException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
