package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.bundle.BundleForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines whose components come from bundles, sound and broken, as the command runs them. */
class BundlesInPipelinesTest {

    private static final String LIBRARY = "library.Metric";

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void writeAPipeline() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        Moduli.writeTiny(folder);
    }

    /** Runs the small pipeline with inhibitors of bundles' instead of its own, each in a regularizer. */
    private Moduli run(String... inhibitors) throws IOException {
        String regularizers = Stream.of(inhibitors)
                .map("{ type = moduli, strength = 1e-3, inhibitor = %s }"::formatted)
                .collect(Collectors.joining(", ", "regularizers = [", "]\n"));
        // The later of two settings counts.
        Files.writeString(folder.resolve("tiny.conf"), regularizers, StandardOpenOption.APPEND);
        return Moduli.callIn(folder, folder, "run", "tiny.conf", "--out", "out");
    }

    private static String inhibitor(String value) {
        return """
                public record Late() implements Inhibitor {
                    public double value(double distance) { return %s; }
                    public double derivative(double distance) { return 0; }
                }
                """.formatted(value);
    }

    private static BundleForge offering(String name, String value) {
        return BundleForge.bundle(name).members(inhibitor(value)).inhibitors(
                "java.util.List.of(ComponentFactory.of(\"%s\", Late.class, (Late s) -> s))".formatted(name));
    }

    private static Map<String, byte[]> library(String method) throws IOException {
        return BundleForge.compile(Map.of(LIBRARY, "package library; public class Metric { " + method + " }"));
    }

    @Test
    void twoBundlesWithDifferentVersionsOfALibraryWorkInOnePipelineAndItsProvenanceTellsThemApart() throws Exception {
        // The second version of the library no longer has what the first one had, so neither bundle can do with the other's.
        for (int version = 1; version <= 2; version++) {
            String name = version == 1 ? "first" : "second";
            String method = "public static double v%d(double d) { return %d * d; }".formatted(version, version);
            offering(name, LIBRARY + ".v" + version + "(distance)").imports("library")
                    .source(LIBRARY, "package library; public class Metric { " + method + " }")
                    .drop("library/Metric.class").into(plugins);
            BundleForge.write(plugins.resolve(name + "/metric-" + version + ".jar"), library(method));
        }

        Moduli ran = run("first", "second");

        assertThat(ran.err()).doesNotContain("Exception").doesNotContainPattern("warning: (?!stage)");
        assertThat(ran.status()).isZero();
        JsonNode recorded = new ObjectMapper().readTree(folder.resolve("out/provenance.json").toFile()).get("plugins");
        for (String name : List.of("first", "second")) {
            JsonNode plugin = find(recorded, name);
            assertThat(plugin.get("bundle").asText()).isEqualTo(name);
            assertThat(plugin.get("version").asText()).isEqualTo("1.2.3");
        }
        assertThat(find(recorded, "first").get("sha256").asText())
                .isEqualTo(checksum(plugins.resolve("first"), "first.jar", "metric-1.jar"));
        assertThat(find(recorded, "second").get("sha256").asText())
                .isEqualTo(checksum(plugins.resolve("second"), "metric-2.jar", "second.jar"));
    }

    /** What {@code sha256sum *.jar | sha256sum} says. */
    private static String checksum(Path bundle, String... jars) throws Exception {
        String listing = "";
        for (String jar : jars) {
            listing += sha256(Files.readAllBytes(bundle.resolve(jar))) + "  " + jar + "\n";
        }
        return sha256(listing.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static JsonNode find(JsonNode plugins, String id) {
        for (JsonNode plugin : plugins) {
            if (plugin.get("id").asText().equals(id)) {
                return plugin;
            }
        }
        throw new AssertionError("no " + id + " in " + plugins);
    }

    @Test
    void aBrokenBundleThatNoPipelineNeedsIsAWarning() throws IOException {
        Path jar = BundleForge.bundle("broken").imports("com.example.library").into(plugins);

        Moduli validated = Moduli.callIn(folder, folder, "validate", "tiny.conf");

        assertThat(validated.status()).isZero();
        assertThat(validated.err()).startsWith("warning: plugin broken (" + jar + "): it needs com.example.library");
    }

    @Test
    void aPipelineThatNeedsABrokenBundleQuotesItsFailure() throws IOException {
        Path jar = BundleForge.bundle("broken").imports("com.example.library").into(plugins);

        Moduli ran = run("broken");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .contains("regularizers.0.inhibitor: the inhibitor \"broken\" is missing because of plugin "
                        + "broken (" + jar
                        + "): it needs com.example.library, which neither its bundle nor Java 25 has")
                .doesNotContain("unknown");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aLinkageErrorWhileTrainingIsTheBundlesFailure() throws IOException {
        Path jar = offering("late", LIBRARY + ".of(distance)")
                .source(LIBRARY,
                        "package library; public class Metric { public static double of(double d) { return d; } }")
                .drop("library/Metric.class").into(plugins);

        Moduli ran = run("late");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("moduli: plugin late (" + jar
                + "): failed while it was used: NoClassDefFoundError: library.Metric").doesNotContain("\tat ");
    }

    @Test
    void anExceptionWhileTrainingNamesTheBundleThatThrewIt() throws IOException {
        Path jar = offering("late", "Integer.parseInt(\"seven\")").into(plugins);

        Moduli ran = run("late");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("moduli: plugin late (" + jar
                + "): failed while it was used: NumberFormatException: For input string: \"seven\"")
                .doesNotContain("\tat ");
    }

    @Test
    void aNameThatTwoBundlesOfferIsAnErrorThatNamesBothJars() throws IOException {
        Path first = offering("first", "1").inhibitors(twice("first")).into(plugins);
        Path second = offering("second", "2").inhibitors(twice("second")).into(plugins);

        Moduli ran = run("flat");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("the inhibitor \"flat\" is offered by plugin first (" + first
                + ") and by plugin second (" + second + "); remove or rename all but one");
    }

    @Test
    void aBundleInANamedFolderTakesThePlaceOfTheInstalledOneOfItsName() throws IOException {
        offering("mine", "1").header("Bundle-Version", "1.0.0").into(plugins);
        Path built = folder.resolve("target/bundles");
        offering("mine", "2").header("Bundle-Version", "1.1.0").into(built);
        Files.writeString(folder.resolve("tiny.conf"),
                "regularizers = [{ type = moduli, strength = 1e-3, inhibitor = mine }]\n", StandardOpenOption.APPEND);

        Moduli ran = Moduli.callIn(folder, folder, "run", "tiny.conf", "--out", "out", "--plugins", "target/bundles");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).startsWith("plugin mine: taken from " + built.resolve("mine")
                + " instead of the installed 1.0.0" + System.lineSeparator())
                .doesNotContainPattern("warning: (?!stage)");
        JsonNode recorded = new ObjectMapper().readTree(folder.resolve("out/provenance.json").toFile()).get("plugins");
        assertThat(find(recorded, "mine").get("version").asText()).isEqualTo("1.1.0");
    }

    @Test
    void theInstalledFolderNamedOnceMoreChangesNothing() throws IOException {
        offering("mine", "1").into(plugins);

        Moduli call = Moduli.callIn(folder, folder, "validate", "tiny.conf", "--plugins", "plugins");

        assertThat(call.status()).isZero();
        assertThat(call.out()).startsWith("tiny.conf: no problems; ");
        assertThat(call.err()).isEmpty();
    }

    @Test
    void anUnknownComponentLikeNoOtherPointsToPluginsThatAreNotInstalled() throws IOException {
        assertThat(run("moebius").err()).contains("unknown inhibitor \"moebius\"; expected an inhibitor, one of ",
                "; where the plugin that has it is not installed, --plugins DIR names the folder that its bundle is in");
    }

    private static String twice(String name) {
        return "java.util.List.of(ComponentFactory.of(\"flat\", Late.class, (Late s) -> s), "
                + "ComponentFactory.of(\"%s\", Late.class, (Late s) -> s))".formatted(name);
    }
}
