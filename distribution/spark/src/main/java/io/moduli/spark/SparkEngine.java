package io.moduli.spark;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.engine.TrialDemand;
import io.moduli.core.experiment.engine.TrialEngine;
import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.engine.TrialWork;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialFolder;
import io.moduli.core.experiment.trial.TrialOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs trials on a cluster of Spark; all of Spark is in another process. */
final class SparkEngine implements TrialEngine {

    private static final int MILLISECONDS_TO_CONNECT = 5000;
    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;
    /** Shared file systems are slow. */
    private static final int LOOKS_BETWEEN_READS = 5;

    private final SparkEngineSettings settings;
    private final Optional<Path> jars;
    private final List<String> command;
    private final Path own;

    /**
     * @param environment where SPARK_HOME may be
     * @param home the installation's folder, empty if there is none
     * @param own the jar with the driver's class
     */
    SparkEngine(SparkEngineSettings settings, Map<String, String> environment, String home, Path own) {
        this.settings = settings;
        this.own = own;
        jars = settings.jars().or(() -> found(environment, home));
        command = !settings.command().isEmpty() ? settings.command()
                : home.isEmpty() ? List.of() : List.of(Path.of(home, "bin", "moduli").toString());
    }

    private static Optional<Path> found(Map<String, String> environment, String home) {
        Path addition = Path.of(home, "additions", "spark");
        if (!home.isEmpty() && Files.isDirectory(addition)) {
            return Optional.of(addition);
        }
        return Optional.ofNullable(environment.get("SPARK_HOME")).map(spark -> Path.of(spark, "jars"));
    }

    @Override
    public int threadsPerTrial() {
        return settings.threadsPerTrial();
    }

    @Override
    public List<String> check(TrialDemand demand) {
        List<String> problems = new ArrayList<>();
        if (jars.isEmpty()) {
            problems.add("there are no jars of Spark: name their folder with jars, or set SPARK_HOME");
        } else if (!SparkJars.areIn(jars.get())) {
            problems.add("%s has no jars of Spark: there is no spark-core_*.jar in it".formatted(jars.get()));
        }
        if (command.isEmpty()) {
            problems.add(
                    "this command was not started from an installation; say with command how machines of the cluster "
                            + "start it");
        }
        unreachable().ifPresent(problems::add);
        return problems;
    }

    /** Of several masters, which stand in for each other, one must be there. */
    private Optional<String> unreachable() {
        List<String> reasons = new ArrayList<>();
        for (String address : settings.master().substring("spark://".length()).split(",")) {
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon);
            int port = Integer.parseInt(address.substring(colon + 1));
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), MILLISECONDS_TO_CONNECT);
                return Optional.empty();
            } catch (IOException | IllegalArgumentException refused) {
                reasons.add("%s: %s".formatted(address, refused.getMessage() == null ? refused : refused.getMessage()));
            }
        }
        return Optional.of("the master %s cannot be reached: %s".formatted(
                settings.master(), String.join("; ", reasons)));
    }

    @Override
    public void run(TrialWork work, TrialListener listener) throws IOException, InterruptedException {
        ExperimentFolder folder = open(work.folder());
        Path log = work.folder().resolve("spark.log");
        try (SparkDriver driver = SparkDriver.start(jars.orElseThrow(), own, log)) {
            RunningTrials running = new RunningTrials(folder, listener);
            Thread watch = Thread.ofVirtual().start(() -> watch(driver, work, running));
            try {
                driver.tell(settings, own, work, command);
                follow(driver, folder, work, listener, running);
            } finally {
                watch.interrupt();
            }
            int status = driver.end();
            if (status != 0 && !work.cancellation().requested()) {
                throw new IOException("Spark's driver ended with status %d: %s; see %s".formatted(
                        status, SparkDriver.lastError(log), log));
            }
        }
    }

    private static void follow(SparkDriver driver, ExperimentFolder folder, TrialWork work, TrialListener listener,
            RunningTrials running) throws IOException {
        SparkLine line;
        while ((line = driver.next()) != null) {
            switch (line.what()) {
                case STARTED -> running.started(line.trial());
                case AGAIN -> listener.warned("trial %d: %s; it continues from its last checkpoint on another executor"
                        .formatted(line.trial(), line.reason()));
                case ENDED -> {
                    end(folder.trial(line.trial()), line.reason(), work);
                    running.ended(line.trial());
                }
            }
        }
    }

    private static ExperimentFolder open(Path folder) throws IOException {
        try {
            return ExperimentFolder.open(folder);
        } catch (BadInputException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    /** A trial that Spark gave up has left no outcome behind. */
    private static void end(TrialFolder trial, String reason, TrialWork work) throws IOException {
        if (trial.outcome().isEmpty() && !work.cancellation().requested()) {
            trial.end(TrialOutcome.failed(reason.isEmpty() ? "it ended without an outcome" : reason));
        }
    }

    /** Tells how far trials are, until they are asked to stop. */
    private static void watch(SparkDriver driver, TrialWork work, RunningTrials running) {
        try {
            for (int look = 1; !work.cancellation().requested(); look++) {
                if (look % LOOKS_BETWEEN_READS == 0) {
                    running.look();
                }
                TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
            driver.stop();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
