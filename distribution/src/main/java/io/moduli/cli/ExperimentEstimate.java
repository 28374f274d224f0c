package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.experiment.trial.PlannedTrial;
import io.moduli.core.experiment.trial.TrialProbe;
import io.moduli.core.files.Folders;
import io.moduli.core.loading.MachineMemory;
import io.moduli.core.loading.PipelineLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says what an experiment will take, by the first steps of its first trial.
 *
 * @param loader reads the trial's pipeline
 * @param startSeconds how long a process takes until it can begin with its first trial, as this one has
 */
record ExperimentEstimate(Console console, PipelineLoader loader, double startSeconds) {

    /**
     * Prints it.
     *
     * @param trials all trials
     * @param atOnce how many of them run at once
     */
    void print(List<PlannedTrial> trials, int atOnce) throws IOException, BadInputException {
        console.err().println("trying the first steps of the first trial");
        Path folder = Files.createTempDirectory("moduli-experiment");
        try {
            TrialProbe.Pace pace = TrialProbe.measure(
                    loader.load(ConfigurationSource.text("trial 1", trials.getFirst().pipeline().get())).orElseThrow(),
                    folder.resolve("run"), System::nanoTime);
            long rounds = Math.ceilDiv(trials.size(), atOnce);
            console.out().println(
                    "about %s for a trial at the pace of its first steps, and %s for all, %d at once".formatted(
                            Numbers.clock(startSeconds + pace.seconds()),
                            Numbers.clock(startSeconds + pace.seconds() * rounds), atOnce));
            console.out().println("about %s of disk for a trial, and %s for all".formatted(
                    MachineMemory.readable(pace.bytes()), MachineMemory.readable(pace.bytes() * trials.size())));
        } finally {
            Folders.delete(folder);
        }
    }
}
