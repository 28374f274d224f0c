package io.moduli.core.experiment.table;

import static io.moduli.core.experiment.result.ResultsForge.axis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.experiment.result.ResultsForge;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultFilesTest {

    @Test
    void tidyCsvHasARowForEachTrialAndMetricWithTimesLast() throws IOException {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus, \"flat\""), ResultsForge.seeds(2));
        forge.finished(0.1, "none", "1").failed("diverged in epoch 2, step 7", "torus, \"flat\"", "1")
                .unfinished("none", "2").finished(null, "torus, \"flat\"", "2");

        assertThat(csv(forge)).isEqualTo("""
                trial,space,seed,status,reason,run,metric,value,seconds
                0,none,1,finished,,trials/0,evaluate.error,0.1,1.500
                1,"torus, ""flat""\",1,failed,"diverged in epoch 2, step 7",trials/1,evaluate.error,,2.500
                2,none,2,unfinished,,trials/2,evaluate.error,,3.500
                3,"torus, ""flat""\",2,finished,,trials/3,evaluate.error,,4.500
                """);
    }

    @Test
    void anAxisThatIsCalledLikeAColumnIsToldFromIt() throws IOException {
        assertThat(csv(new ResultsForge(axis("metric", "a")))).startsWith("trial,axis.metric,status,");
    }

    @Test
    void statisticsForProgramsAreUnrounded() throws IOException {
        ResultsForge forge = new ResultsForge(axis("space", "none", "torus", "sphere"), ResultsForge.seeds(2))
                .baseline("space", "none");
        forge.finished(1, "none", "1").finished(2, "none", "2").finished(2, "torus", "1").finished(3.5, "torus", "2")
                .failed("killed", "sphere", "1");

        JsonNode root = json(forge);

        assertThat(root.path("trials").toString()).isEqualTo("{\"finished\":4,\"failed\":1,\"unfinished\":0}");
        JsonNode torus = root.path("metrics").path("evaluate.error").get(1);
        assertThat(torus.path("condition").path("space").asText()).isEqualTo("torus");
        assertThat(torus.path("mean").asDouble()).isEqualTo(2.75);
        assertThat(torus.path("difference").path("pairs").asInt()).isEqualTo(2);
        // t(0.975, 1) = 12.706204736432095, times a standard error of 0.25
        assertThat(torus.path("difference").path("interval").get(1).asDouble())
                .isCloseTo(1.25 + 12.706204736432095 / 4, within(1e-9));
        JsonNode sphere = root.path("metrics").path("evaluate.error").get(2);
        assertThat(sphere.path("failed").asInt()).isEqualTo(1);
        assertThat(sphere.has("mean")).isFalse();
        assertThat(sphere.path("difference").path("reason").asText()).isEqualTo("no trial of it has a value");
    }

    @Test
    void theStatisticsCountTrialsThatHaveLearnedNothing() throws IOException {
        ResultsForge forge = new ResultsForge(ResultsForge.axis("space", "none"), ResultsForge.seeds(2))
                .atBaseline(55, "none", "1").finished(12, "none", "2");

        assertThat(json(forge).at("/metrics/evaluate.error/0/at_baseline").asInt()).isEqualTo(1);
    }

    private static String csv(ResultsForge forge) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TidyCsv.write(forge.results(), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(ResultsForge forge) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultsJson.write(ExperimentStatistics.of(forge.results()), bytes);
        return new ObjectMapper().readTree(bytes.toByteArray());
    }
}
