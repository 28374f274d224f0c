package io.moduli.core.experiment.trial;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.run.PipelineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Runs the first steps of a trial to estimate how long all of it takes. */
public final class TrialProbe {

    private TrialProbe() {}

    /**
     * The estimates from the first steps.
     *
     * @param seconds the time for the whole trial at this pace, including what follows its last step, but not the start
     *     of a process
     * @param bytes the size of its run's folder on disk
     */
    public record Pace(double seconds, long bytes) {}

    /**
     * Runs the first steps of a pipeline.
     *
     * @param folder an empty one, for the run
     * @param nanoseconds a clock with an arbitrary origin
     * @throws BadInputException where the pipeline cannot be run
     */
    public static Pace measure(LoadedPipeline pipeline, Path folder, LongSupplier nanoseconds)
            throws IOException, BadInputException {
        Cancellation cancellation = new Cancellation();
        PaceWatch watch = new PaceWatch(cancellation, nanoseconds);
        ProgressShare share = new ProgressShare(pipeline.settings().stages(), watch::at);
        try {
            PipelineRun.prepare(pipeline, Optional.of(folder)).execute(share, cancellation);
        } catch (InterruptedRunException asItWasAskedTo) {
            return new Pace(watch.seconds(), size(folder));
        }
        return new Pace(watch.seconds(), size(folder));
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
