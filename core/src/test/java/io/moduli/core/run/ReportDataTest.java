package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.format.NpyFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDataTest {

    @TempDir
    Path folder;

    @Test
    void theNumbersBehindTheReportAreWrittenWhereTheyAreWanted() throws Exception {
        Runs runs = new Runs(folder);
        String pipeline = Runs.BASE + "stages = [" + Runs.TRAIN + "]\n";
        runs.run("with", pipeline + "report.data = true");
        runs.run("without", pipeline);

        assertThat(NpyFile.read(runs.file("with", "data/test-hidden.npy")).shape()).containsExactly(8, 4, 6);
        assertThat(NpyFile.read(runs.file("with", "data/test-output.npy")).shape()).containsExactly(8, 4, 3);
        assertThat(runs.file("without", "data")).doesNotExist();
    }
}
