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
import org.junit.jupiter.params.provider.EnumSource;

/** The cookbook's code is what "plugin new" writes, which other tests compile, check and run. */
class CookbookTest {

    private static final Path COOKBOOK = Path.of("docs/cookbook");
    private static final DevelopmentKit KIT = new DevelopmentKit(Path.of("/nowhere/repository"), "1.2.3");

    private static String page(ComponentKind kind) throws Exception {
        return Files.readString(COOKBOOK.resolve(kind + ".md"));
    }

    @ParameterizedTest
    @CsvSource({"MODULI_SPACE, hyperbolic, Hyperbolic", "INHIBITOR, exponential, Exponential",
        "REGULARIZER, wiring, Wiring", "RECURRENT_CELL, leaky, Leaky",
        "WEIGHT_INITIALIZER, attractor, Attractor", "PRUNER, shortest, Shortest",
        "SPARSITY_SCHEDULE, iterative, Iterative", "TASK, sine, Sine"})
    void theCodeOfAPageIsThatOfTheTemplates(ComponentKind kind, String name, String stem) throws Exception {
        Map<String, String> files = PluginProject.of(name, kind, Beginning.WORKED, Optional.empty()).files(KIT);
        String folder = "/java/example/" + name.replace("-", "") + "/" + stem + kind.suffix();

        assertThat(page(kind))
                .contains("moduli plugin new " + name + " --kind " + kind + "\n")
                .contains("```java\n" + files.get("src/main" + folder + ".java") + "```\n")
                .contains("```java\n" + files.get("src/test" + folder + "Test.java") + "```\n")
                .contains("```hocon\n" + files.get(name + ".conf") + "```\n");
    }

    @ParameterizedTest
    @EnumSource(ComponentKind.class)
    void aPageHasNoOtherCode(ComponentKind kind) throws Exception {
        assertThat(Pattern.compile("^```\\w+$", Pattern.MULTILINE).matcher(page(kind)).results()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(ComponentKind.class)
    void theContentsLeadToEveryPage(ComponentKind kind) throws Exception {
        assertThat(Files.readString(COOKBOOK.resolveSibling("cookbook.md")))
                .contains("(cookbook/" + kind + ".md)", "--kind " + kind + "`");
    }

    @Test
    void theContentsHaveNoCodeThatNobodyCompiles() throws Exception {
        assertThat(Files.readString(COOKBOOK.resolveSibling("cookbook.md"))).doesNotContain("```");
    }
}
