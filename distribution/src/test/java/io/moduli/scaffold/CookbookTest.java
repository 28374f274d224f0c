package io.moduli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cookbook's code is what "plugin new" writes, which other tests compile, check and run. */
class CookbookTest {

    private static final Path COOKBOOK = Path.of("docs/cookbook.md");
    private static final DevelopmentKit KIT = new DevelopmentKit(Path.of("/nowhere/repository"), "1.2.3");

    @ParameterizedTest
    @CsvSource({"MODULI_SPACE, hyperbolic, Hyperbolic", "INHIBITOR, exponential, Exponential",
        "REGULARIZER, wiring, Wiring", "RECURRENT_CELL, leaky, Leaky",
        "WEIGHT_INITIALIZER, attractor, Attractor", "PRUNER, shortest, Shortest",
        "SPARSITY_SCHEDULE, iterative, Iterative", "TASK, sine, Sine"})
    void itsCodeIsThatOfTheTemplates(ComponentKind kind, String name, String stem) throws Exception {
        Map<String, String> files = PluginProject.of(name, kind, Beginning.WORKED, Optional.empty()).files(KIT);
        String folder = "/java/example/" + name.replace("-", "") + "/" + stem + kind.suffix();
        String cookbook = Files.readString(COOKBOOK);

        assertThat(cookbook)
                .contains("moduli plugin new " + name + " --kind " + kind + "\n")
                .contains("```java\n" + files.get("src/main" + folder + ".java") + "```\n")
                .contains("```java\n" + files.get("src/test" + folder + "Test.java") + "```\n")
                .contains("```hocon\n" + files.get(name + ".conf") + "```\n");
    }

    @Test
    void itHasNoOtherCode() throws Exception {
        assertThat(Pattern.compile("^```\\w+$", Pattern.MULTILINE).matcher(Files.readString(COOKBOOK)).results())
                .hasSize(24);
    }

    @Test
    void itsPicturesAreThere() throws Exception {
        assertThat(Pattern.compile("\\((pictures/[^)]+)\\)").matcher(Files.readString(COOKBOOK)).results())
                .hasSize(6)
                .allSatisfy(picture -> assertThat(COOKBOOK.resolveSibling(picture.group(1))).isNotEmptyFile());
    }
}
