package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.run.RunDirectory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The link to a trial's run. */
final class RunLink {

    private RunLink() {}

    /** The page of the trial's run, or its folder if there is no page, relative to the experiment's folder; empty if there is neither. */
    static String of(Path folder, TrialResult trial) {
        Path run = folder.resolve(trial.run());
        if (trial.run().isEmpty() || !Files.isDirectory(run)) {
            return "";
        }
        String place = Files.isRegularFile(run.resolve(RunDirectory.REPORT))
                ? trial.run() + "/" + RunDirectory.REPORT
                : trial.run() + "/";
        try {
            return new URI(null, null, "./" + place, null).getRawPath();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("the run of trial %d cannot be linked to".formatted(trial.number()),
                    malformed);
        }
    }
}
