package io.moduli.core.experiment.engine;

import io.moduli.core.loading.MachineMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials on this machine, several at once. */
final class LocalEngine implements TrialEngine {

    /**
     * The memory of a process besides its matrices: trials of addition and of small navigation took 230 to 290 MB
     * including them.
     */
    private static final long PROCESS_BYTES = 400L << 20;

    private final LocalEngineSettings settings;
    private final int processors;
    private final long memory;

    /**
     * @param processors how many the machine has
     * @param memory how many bytes it has
     */
    LocalEngine(LocalEngineSettings settings, int processors, long memory) {
        this.settings = settings;
        this.processors = processors;
        this.memory = memory;
    }

    /** How many trials may run at once if memory is sufficient. */
    private int wanted() {
        return settings.parallel()
                .orElseGet(() -> Math.max(1, processors / settings.threadsPerTrial().orElse(1)));
    }

    @Override
    public int threadsPerTrial() {
        return settings.threadsPerTrial().orElseGet(() -> Math.max(1, processors / wanted()));
    }

    @Override
    public List<String> check(TrialDemand demand) {
        int parallel = settings.parallel().isPresent() ? wanted() : 1;
        int trials = Math.min(parallel, demand.bytes().size());
        long needed = needed(demand, trials);
        return needed <= memory
                ? List.of()
                : List.of("%d %s at once %s %s of memory, but the machine has %s; run fewer at once".formatted(
                        trials, trials == 1 ? "trial" : "trials", trials == 1 ? "needs" : "need",
                        MachineMemory.readable(needed), MachineMemory.readable(memory)));
    }

    private static long needed(TrialDemand demand, int trials) {
        return demand.bytesAtOnce(trials) + trials * PROCESS_BYTES;
    }

    /** The number from the settings or, if there is none, as many as fit into memory. */
    @Override
    public int atOnce(TrialDemand demand) {
        int parallel = wanted();
        while (settings.parallel().isEmpty() && parallel > 1 && needed(demand, parallel) > memory) {
            parallel--;
        }
        return parallel;
    }

    @Override
    public void run(TrialWork work, TrialListener listener) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(atOnce(work.demand()));
        try {
            ExecutorCompletionService<Integer> trials = new ExecutorCompletionService<>(executor);
            List<Future<Integer>> all = new ArrayList<>();
            for (int trial : work.trials()) {
                all.add(trials.submit(run(work, trial, listener)));
            }
            for (int done = 0; done < all.size(); done++) {
                ended(trials.take());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static Callable<Integer> run(TrialWork work, int trial, TrialListener listener) {
        return () -> {
            if (!work.cancellation().requested()) {
                work.here().run(trial, listener);
            }
            return trial;
        };
    }

    private static void ended(Future<Integer> trial) throws IOException, InterruptedException {
        try {
            trial.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }
}
