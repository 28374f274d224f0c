package io.moduli.core.experiment;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.engine.TrialDemand;
import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.engine.TrialRunner;
import io.moduli.core.experiment.engine.TrialWork;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.ExperimentPlan;
import io.moduli.core.experiment.trial.TrialOutcome;
import io.moduli.core.experiment.trial.TrialPlugins;
import io.moduli.core.experiment.trial.TrialProcesses;
import io.moduli.core.experiment.trial.TrialTask;
import io.moduli.core.files.FolderLock;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.plugin.PluginRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An experiment that is run or continued: trials that have ended stay as they are, interrupted ones continue
 * from their checkpoints, and missing ones are run. While this is open, no other process can run it.
 */
public final class ExperimentRun implements Closeable {

    private final Experiment experiment;
    private final TrialDemand demand;
    private final FolderLock lock;
    private final ExperimentFolder folder;
    private final MetricMeanings meanings;

    private ExperimentRun(
            Experiment experiment, TrialDemand demand, FolderLock lock, ExperimentFolder folder,
            MetricMeanings meanings) {
        this.experiment = experiment;
        this.demand = demand;
        this.lock = lock;
        this.folder = folder;
        this.meanings = meanings;
    }

    /**
     * Prepares the experiment's folder.
     *
     * @param demand the resources that the trials need
     * @param registry the installed tasks
     * @param out the folder: absent, empty, or that of the same experiment
     * @throws BadInputException if it is another experiment's, or another process runs it
     */
    public static ExperimentRun prepare(
            Experiment experiment, TrialDemand demand, ExperimentPlan plan, PluginRegistry registry, Path out)
            throws IOException, BadInputException {
        FolderLock lock = FolderLock.take(out, ExperimentFolder.LOCK).orElseThrow(
                () -> new BadInputException("%s: another process is running the experiment".formatted(out)));
        try {
            ExperimentFolder folder = ExperimentFolder.prepare(out, plan);
            TrialPlugins.write(folder.path(), registry);
            return new ExperimentRun(experiment, demand, lock, folder, TrialTask.metrics(folder, registry));
        } catch (IOException | BadInputException | RuntimeException refused) {
            lock.close();
            throw refused;
        }
    }

    /** Where everything is. */
    public ExperimentFolder folder() {
        return folder;
    }

    /** The results so far. */
    public ExperimentResults results() throws IOException {
        return folder.results(meanings);
    }

    /** Makes failed trials run again, from their last checkpoints. */
    public void retryFailed() throws IOException {
        for (int number : folder.numbers()) {
            if (status(number) == TrialStatus.FAILED) {
                folder.trial(number).reopen();
            }
        }
    }

    /** The numbers of the trials that have not ended, in order. */
    public List<Integer> unfinished() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (int number : folder.numbers()) {
            if (status(number) == TrialStatus.UNFINISHED) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private TrialStatus status(int number) throws IOException {
        Optional<TrialOutcome> outcome = folder.trial(number).outcome();
        return outcome.map(TrialOutcome::status).orElse(TrialStatus.UNFINISHED);
    }

    /**
     * Runs the trials that have not ended.
     *
     * @param command the words of the command that starts a {@linkplain TrialProcesses process that runs trials}
     * @param listener is informed of their progress; calls may come from several threads, one at a time
     * @param cancellation may stop it
     */
    public void execute(List<String> command, TrialListener listener, Cancellation cancellation)
            throws IOException, InterruptedException {
        try (TrialProcesses here = new TrialProcesses(folder, command, cancellation)) {
            execute(here, new OneAtATime(listener), cancellation);
        }
    }

    private void execute(TrialRunner here, TrialListener one, Cancellation cancellation)
            throws IOException, InterruptedException {
        if (experiment.search() instanceof SearchSettings.Halving halving) {
            List<Integer> candidates = folder.numbers();
            for (int epochs : halving.epochs()) {
                List<Integer> missing = notEndedAt(epochs, candidates);
                for (int number : missing) {
                    folder.trial(number).lengthen(epochs);
                }
                run(missing, here, one, cancellation);
                if (cancellation.requested()) {
                    return;
                }
                candidates = new Halving(halving, folder, meanings).better(candidates, epochs);
            }
        } else {
            run(unfinished(), here, one, cancellation);
        }
    }

    private void run(List<Integer> trials, TrialRunner here, TrialListener listener, Cancellation cancellation)
            throws IOException, InterruptedException {
        if (!trials.isEmpty()) {
            experiment.engine().run(new TrialWork(folder.path(), trials, demand, here, cancellation), listener);
        }
    }

    private List<Integer> notEndedAt(int epochs, List<Integer> candidates) throws IOException {
        List<Integer> missing = new ArrayList<>();
        for (int number : candidates) {
            if (!folder.trial(number).hasEndedAt(epochs)) {
                missing.add(number);
            }
        }
        return missing;
    }

    /** How many endings of trials there will be in total: if trials are lengthened, each ending counts. */
    public int ends() {
        return experiment.search() instanceof SearchSettings.Halving halving
                ? new Halving(halving, folder, meanings).sizes().stream().mapToInt(Integer::intValue).sum()
                : folder.numbers().size();
    }

    /** How many endings of trials there have been so far. */
    public int endsSoFar() throws IOException {
        if (experiment.search() instanceof SearchSettings.Halving halving) {
            int ends = 0;
            for (int epochs : halving.epochs()) {
                ends += folder.numbers().size() - notEndedAt(epochs, folder.numbers()).size();
            }
            return ends;
        }
        return folder.numbers().size() - unfinished().size();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Passes calls on to another listener, one thread at a time. */
    private record OneAtATime(TrialListener next) implements TrialListener {

        @Override
        public void started(int trial) {
            synchronized (next) {
                next.started(trial);
            }
        }

        @Override
        public void progressed(int trial, double share) {
            synchronized (next) {
                next.progressed(trial, share);
            }
        }

        @Override
        public void ended(int trial) {
            synchronized (next) {
                next.ended(trial);
            }
        }

        @Override
        public void warned(String message) {
            synchronized (next) {
                next.warned(message);
            }
        }
    }
}
