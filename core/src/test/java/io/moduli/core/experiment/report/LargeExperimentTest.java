package io.moduli.core.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.experiment.result.ExperimentResults;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports of many trials, a thousand or as many as {@code -Dmoduli.experiment.trials=10000} says; the time that they take and the
 * memory that they need are printed.
 */
class LargeExperimentTest {

    private static final int TRIALS = Integer.getInteger("moduli.experiment.trials", 1000);

    @TempDir
    private Path folder;

    @Test
    void aGridWithManySeeds() throws IOException {
        ExperimentResults results = SimulatedExperiment.grid(folder, Math.ceilDiv(TRIALS, 12));

        report("grid", results);

        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(1 + 2 * results.trials().size());
    }

    @Test
    void aRandomSearchWithAConditionForEachTrial() throws IOException {
        ExperimentResults results = SimulatedExperiment.search(folder, TRIALS);

        report("random search", results);

        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(1 + TRIALS);
    }

    private void report(String kind, ExperimentResults results) throws IOException {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        ExperimentReport.write(folder, results);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        long page = Files.size(folder.resolve("report.html"));
        System.out.printf("%s of %,d trials: report in %.1f s, %,d MB at most, page of %,d kB%n", kind,
                results.trials().size(), seconds, peak >> 20, page >> 10);
        // what grows with the number of trials is thinned: the library that draws is half a megabyte of it
        assertThat(page).isLessThan(2_000_000);
    }
}
