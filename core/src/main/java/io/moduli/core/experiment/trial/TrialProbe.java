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

    private static final double NANOSECOND = 1e-9;

    /** The compiler and the caches need some steps to warm up. */
    private static final double WARM_UP_SECONDS = 2;
    private static final double SECONDS = 3;

    private TrialProbe() {}

    /**
     * What the first steps came to.
     *
     * @param seconds what the whole trial takes at this pace, with what follows its last step, but without the start of a process
     * @param bytes what its run's folder takes on the disk
     */
    public record Pace(double seconds, long bytes) {}

    /**
     * Runs the first steps of a pipeline.
     *
     * @param folder an empty one, for the run
     * @param nanoseconds a clock that counts them from anywhere
     * @throws BadInputException where the pipeline cannot be run
     */
    public static Pace measure(LoadedPipeline pipeline, Path folder, LongSupplier nanoseconds)
            throws IOException, BadInputException {
        Cancellation cancellation = new Cancellation();
        Watch watch = new Watch(cancellation, nanoseconds);
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

    /** Notes when the run was how far. */
    private static final class Watch {

        private final Cancellation cancellation;
        private final LongSupplier nanoseconds;
        private final long begin;
        private double warm;
        private double warmShare;
        private double last;
        private double lastShare;

        Watch(Cancellation cancellation, LongSupplier nanoseconds) {
            this.cancellation = cancellation;
            this.nanoseconds = nanoseconds;
            this.begin = nanoseconds.getAsLong();
        }

        void at(double share) {
            last = (nanoseconds.getAsLong() - begin) * NANOSECOND;
            lastShare = share;
            if (warm == 0 && last >= WARM_UP_SECONDS) {
                warm = last;
                warmShare = share;
            }
            if (last >= WARM_UP_SECONDS + SECONDS) {
                cancellation.request();
            }
        }

        /** What all of it takes; asked when the run has ended, its networks and its report having been written. */
        double seconds() {
            double pace = lastShare > warmShare ? (last - warm) / (lastShare - warmShare) : last;
            double closing = (nanoseconds.getAsLong() - begin) * NANOSECOND - last;
            return warm + pace * (1 - warmShare) + closing;
        }
    }
}
