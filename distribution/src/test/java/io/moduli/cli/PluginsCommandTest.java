package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.bundle.BundleForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsCommandTest {

    @TempDir
    Path folder;

    @Test
    void everythingInstalledIsListedByExtensionPoint() {
        Moduli call = Moduli.call(folder, "plugins");

        assertThat(call.status()).isZero();
        assertThat(call.err()).isEmpty();
        assertThat(call.out().lines().map(line -> line.split(" ")[0])).containsSubsequence("Plugin", "core",
                "moduli-standard", "pruning-standard", "tasks-standard", "moduli-space", "torus", "inhibitor",
                "difference-of-gaussians", "regularizer", "moduli", "recurrent-cell", "elman", "weight-initializer",
                "pruner",
                "magnitude", "sparsity-schedule", "linear", "task", "addition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugins", "plugins pipeline", "plugins navigation", "plugins language-model",
        "plugins moduli"})
    void nothingIsWiderThan80Columns(String arguments) {
        assertThat(Moduli.call(folder, arguments.split(" ")).out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aComponentIsDescribedWithTheTypesAndDefaultsOfItsSettings() {
        assertThat(Moduli.call(folder, "plugins", "torus").out().lines()).containsExactly(
                "moduli-space torus, of plugin moduli-standard",
                "  The flat torus: coordinates that wrap around, with Euclidean distance", //
                "", //
                "  dimension: whole number of 1 or more, by default 2", //
                "      How many coordinates", //
                "  period: number from 1e-100 to 1e100, by default 10", //
                "      The length after which every coordinate repeats");
    }

    @Test
    void requiredSettingsAndComponentsWithinAreMarked() {
        assertThat(Moduli.call(folder, "plugins", "moduli").out()).contains("  inhibitor: inhibitor, required",
                "  strength: number of 0 or more, required");
    }

    @Test
    void aPluginIsDescribedWithItsComponents() {
        Moduli call = Moduli.call(folder, "plugins", "tasks-standard");

        assertThat(call.status()).isZero();
        assertThat(call.out()).startsWith("plugin tasks-standard").contains("  task addition");
    }

    @Test
    void thePipelineItselfIsDescribedWithItsChoices() {
        assertThat(Moduli.call(folder, "plugins", "pipeline").out()).contains("  stages: ", "type = lottery-ticket",
                "  task: task, required");
    }

    @Test
    void everyBundleIsListedWithItsVersionAndStateAndWhatIsWrong() throws IOException {
        Path broken = installOneOfEach();

        Moduli call = Moduli.callIn(folder, folder, "plugins");

        assertThat(call.status()).isZero();
        assertThat(call.err()).isEmpty();
        assertThat(call.out().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "Plugin Version State Description", //
                "broken 1.2.3 failed For tests", //
                "healthy 1.2.3 active For tests");
        assertThat(call.out())
                .endsWith("Problems%n  plugin broken (%s): its constructor failed: IllegalStateException: no licence%n"
                        .formatted(broken));
    }

    @Test
    void aBundleThatFailedTellsWhyUnderItsNameAndUnderThatOfItsFolder() throws IOException {
        Path broken = installOneOfEach();

        assertThat(Moduli.callIn(folder, folder, "plugins", "broken")).isEqualTo(new Moduli(0, """
                plugin broken
                  For tests
                  version 1.2.3, failed after it was resolved
                  from %s
                  plugin broken (%s): its constructor failed: IllegalStateException: no licence
                """.formatted(broken.getParent(), broken), ""));
    }

    @Test
    void aComponentOfABundleThatFailedIsMissingBecauseOfIt() throws IOException {
        Path jar = BundleForge.bundle("ripples").inhibitors(
                "java.util.List.of(ComponentFactory.of(\"rings\", S.class, (S s) -> s))")
                .constructor("throw new IllegalStateException(\"no licence\");").into(folder.resolve("plugins"));

        assertThat(Moduli.callIn(folder, folder, "plugins", "rings")).isEqualTo(new Moduli(2, "",
                "moduli: \"rings\" is missing because of plugin ripples (%s): its constructor failed: IllegalStateException: no licence%n"
                        .formatted(jar)));
    }

    @Test
    void programsGetTheSameAsJson() throws IOException {
        Path broken = installOneOfEach();
        Path plugins = folder.resolve("plugins");

        Moduli call = Moduli.callIn(folder, folder, "plugins", "--json");

        assertThat(call.status()).isZero();
        JsonNode json = new ObjectMapper().readTree(call.out());
        assertThat(json.get("format").asInt()).isEqualTo(1);
        assertThat(json.get("problems")).isEmpty();
        assertThat(named(json, "healthy")).isEqualTo(new ObjectMapper().readTree("""
                {"name": "healthy", "bundle": "healthy", "version": "1.2.3", "description": "For tests",
                 "state": "active", "reached": "active", "place": "%1$s/healthy", "jars": ["%1$s/healthy/healthy.jar"],
                 "components": [{"kind": "inhibitor", "name": "healthy", "description": ""}], "problems": []}
                """.formatted(plugins)));
        assertThat(named(json, "broken")).isEqualTo(new ObjectMapper().readTree("""
                {"name": "broken", "bundle": "broken", "version": "1.2.3", "description": "For tests",
                 "state": "failed", "reached": "resolved", "place": "%1$s/broken", "jars": ["%1$s/broken/broken.jar"],
                 "components": [], "problems": [{"plugin": "broken", "file": "%2$s",
                 "message": "its constructor failed: IllegalStateException: no licence"}]}
                """.formatted(plugins, broken)));
        assertThat(named(json, "core").get("bundle").isNull()).isTrue();
        assertThat(named(json, "core").get("components")).isNotEmpty();
    }

    @Test
    void whatIsWrongWithAllBundlesTogetherIsInTheJsonToo() throws IOException {
        Path plugins = Files.createFile(folder.resolve("plugins"));

        JsonNode json = new ObjectMapper().readTree(Moduli.callIn(folder, folder, "plugins", "--json").out());

        assertThat(json.get("problems")).isEqualTo(new ObjectMapper().readTree("""
                [{"plugin": "", "file": "%s", "message": "this folder cannot be read: it is not a folder"}]
                """.formatted(plugins)));
    }

    @Test
    void jsonTakesNoName() {
        assertThat(Moduli.call(folder, "plugins", "torus", "--json").status()).isEqualTo(2);
    }

    /** One sound bundle and one whose jar is returned. */
    private Path installOneOfEach() throws IOException {
        BundleForge.bundle("healthy").into(folder.resolve("plugins"));
        return BundleForge.bundle("broken").constructor("throw new IllegalStateException(\"no licence\");")
                .into(folder.resolve("plugins"));
    }

    private static JsonNode named(JsonNode json, String name) {
        for (JsonNode plugin : json.get("plugins")) {
            if (plugin.get("name").asText().equals(name)) {
                return plugin;
            }
        }
        throw new AssertionError("no " + name + " in " + json);
    }

    @Test
    void theTypesAndSettingsOfAPipelineAreDescribedByTheirNames() {
        assertThat(Moduli.call(folder, "plugins", "train").out().lines()).startsWith(
                "The type train for the setting stages of a pipeline")
                .anyMatch(line -> line.startsWith("  epochs: whole number of 1 or more, required"));
        assertThat(Moduli.call(folder, "plugins", "clip-norm").out())
                .startsWith("The setting clip-norm of a pipeline").contains("  clip-norm: number above 0");
        assertThat(Moduli.call(folder, "plugins", "network.hidden").out())
                .startsWith("The setting network.hidden of a pipeline");
    }

    @Test
    void aKindOfComponentsIsListedByItsName() {
        assertThat(Moduli.call(folder, "plugins", "pruner").out().lines().map(line -> line.split(" ")[0]))
                .startsWith("pruner", "geometric");
    }

    @Test
    void aCommandIsToldFromAComponent() {
        assertThat(Moduli.call(folder, "plugins", "verify")).isEqualTo(new Moduli(2, "",
                "moduli: no plugin or component is called \"verify\"; \"verify\" is a command of \"moduli plugin\"; see \"moduli help plugin verify\""
                        + System.lineSeparator()));
        assertThat(Moduli.call(folder, "plugins", "run").err())
                .contains("\"run\" is a command of its own; see \"moduli help run\"");
    }

    @Test
    void anUnknownNameIsBadInput() {
        assertThat(Moduli.call(folder, "plugins", "tors")).isEqualTo(new Moduli(2, "",
                "moduli: no plugin or component is called \"tors\" (did you mean \"torus\"?); \"moduli plugins\" lists them"
                        + System.lineSeparator()));
    }
}
