package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of overrides in the help of {@code run} fit the built-in pipelines, which people try them on first. */
class HelpExamplesTest {

    private static final Pattern OVERRIDE = Pattern.compile("-o ('[^']*'|\\S+)");

    @TempDir
    Path folder;

    @Test
    void eachExampleOfAnOverrideIsSoundForEachSmallPipeline() throws Exception {
        List<List<String>> examples = Moduli.call(folder, "help", "run").out().lines()
                .filter(line -> line.startsWith("  moduli run ") && line.contains("-o "))
                .map(HelpExamplesTest::overrides)
                .toList();
        assertThat(examples).hasSize(4).contains(List.of("network.cell.type=gru"));
        Path pipelines = Path.of("src/main/pipelines");

        for (String pipeline : List.of("addition", "navigation")) {
            Files.copy(pipelines.resolve(pipeline + ".conf"), folder.resolve(pipeline + ".conf"));
            for (List<String> example : examples) {
                List<String> call = new ArrayList<>(List.of("validate", pipeline + ".conf"));
                example.forEach(override -> call.addAll(List.of("-o", override)));
                Moduli validated = Moduli.call(folder, call.toArray(String[]::new));
                assertThat(validated.status()).as(example + " " + validated.err()).isZero();
                assertThat(validated.err()).as(example + " " + pipeline).isEmpty();
            }
        }
    }

    private static List<String> overrides(String line) {
        List<String> overrides = new ArrayList<>();
        Matcher matcher = OVERRIDE.matcher(line);
        while (matcher.find()) {
            overrides.add(matcher.group(1).replace("'", ""));
        }
        return overrides;
    }
}
