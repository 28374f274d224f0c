package io.moduli.core.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.Harness;
import io.moduli.core.config.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

    record Numbers(int a, int b) {
    }

    record Words(List<String> words) {
    }

    record Item(int size, int weight) {
    }

    record Items(List<Item> items) {
    }

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(folder);
    }

    private List<String> problems(ConfigurationSource source) {
        return new ConfigurationLoader(folder).load(source, List.of()).problems().stream().map(Problem::render)
                .toList();
    }

    private List<String> problems(String file) {
        return problems(ConfigurationSource.file(Path.of(file)));
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(problems("none.conf")).containsExactly("none.conf: there is no such file");
    }

    @Test
    void aFolderIsAProblem() throws IOException {
        Files.createDirectory(folder.resolve("runs"));

        assertThat(problems("runs")).containsExactly("runs: is a folder, not a file");
    }

    @Test
    void anEmptyFileOrOneOfCommentsIsAProblem() {
        harness.write("empty.conf", "").write("comments.conf", "# nothing\n");

        assertThat(problems("empty.conf")).containsExactly("empty.conf: is empty: it sets nothing at all");
        assertThat(problems("comments.conf")).containsExactly("comments.conf: is empty: it sets nothing at all");
    }

    @Test
    void aFileInAnotherEncodingIsAProblemAtTheLine() throws IOException {
        Files.write(folder.resolve("latin.conf"), "a = 1\nname = \"Möbius\"\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems("latin.conf"))
                .containsExactly("latin.conf:2: is not UTF-8 here; save the file as UTF-8 text");
    }

    @Test
    void aSyntaxErrorIsAProblemAtItsLine() {
        harness.write("broken.conf", "a = 1\nb = [1, 2\nc = 3\n");

        assertThat(problems("broken.conf")).singleElement().asString().startsWith("broken.conf:3: List should have ");
    }

    @Test
    void aSyntaxErrorInAnIncludedFileIsReportedThere() {
        harness.write("pipeline.conf", "include \"part\"\n").write("part.conf", "\n\na = }\n");

        assertThat(problems("pipeline.conf")).singleElement().asString().startsWith("part.conf:3: ");
    }

    @Test
    void filesOutsideTheWorkingFolderAreShownInFull() {
        Path other = folder.resolve("other");
        harness.write("other/broken.conf", "a = }");

        LoadedConfiguration loaded = new ConfigurationLoader(folder.resolve("work"))
                .load(ConfigurationSource.file(other.resolve("broken.conf")), List.of());

        assertThat(loaded.problems()).singleElement().extracting(Problem::render).asString()
                .startsWith(other.resolve("broken.conf") + ":1: ");
    }

    @Test
    void includesAreRelativeToTheFileTheyStandIn() {
        harness.write("pipeline.conf", "include \"parts/first.conf\"\n")
                .write("parts/first.conf", "a = 1\ninclude file(\"second\")\n").write("parts/second.conf", "b = 2");

        assertThat(harness.bound(Numbers.class).settings()).isEqualTo(new Numbers(1, 2));
    }

    @Test
    void whatFollowsAnIncludeOverridesIt() {
        harness.write("pipeline.conf", "include \"base\"\nb = 3").write("base.conf", "a = 1\nb = 2");

        assertThat(harness.bound(Numbers.class).settings()).isEqualTo(new Numbers(1, 3));
    }

    @Test
    void anIncludeOfNothingIsAProblemAtItsLine() {
        harness.write("pipeline.conf", "a = 1\ninclude \"bass.conf\"\n");

        assertThat(problems("pipeline.conf")).containsExactly(
                "pipeline.conf:2: include \"bass.conf\": there is no such file in " + folder);
    }

    @Test
    void anIncludeFromTheNetworkIsAProblem() {
        harness.write("pipeline.conf", "\ninclude url(\"https://example.org/base.conf\")\n");

        assertThat(problems("pipeline.conf")).containsExactly("pipeline.conf:2: include "
                + "\"https://example.org/base.conf\": nothing is included from the network; "
                + "download the file and include that");
    }

    @Test
    void anIncludeInACircleIsAProblem() {
        harness.write("pipeline.conf", "include \"part\"\n").write("part.conf", "include \"pipeline\"\n");

        assertThat(problems("pipeline.conf"))
                .containsExactly("part.conf:1: include \"pipeline\": pipeline.conf includes itself");
    }

    @Test
    void namedTextIncludesOnlyClassPathResources() {
        String resource = getClass().getPackageName().replace('.', '/') + "/included.conf";

        assertThat(harness.boundText(Numbers.class, "include classpath(\"" + resource + "\")\nb = 5").settings())
                .isEqualTo(new Numbers(4, 5));
        assertThat(problems(ConfigurationSource.text("torus", "include \"base\"")))
                .containsExactly(
                        "torus:1: include \"base\": only a file can include anything but classpath(\"…\") resources");
        assertThat(problems(ConfigurationSource.text("torus", "\ninclude classpath(\"none.conf\")"))).containsExactly(
                "torus:2: include \"none.conf\": there is no such class path resource");
    }

    @Test
    void resourcesAreSourcesUnderTheirOwnName() throws IOException {
        ClassLoader loader = getClass().getClassLoader();

        assertThat(ConfigurationSource.resource(loader, "io/moduli/core/config/text/included.conf", "sample"))
                .contains(ConfigurationSource.text("sample", "a = 4\n"));
        assertThat(ConfigurationSource.resource(loader, "none.conf", "none")).isEmpty();
    }

    @Test
    void substitutionsSeeOverrides() {
        harness.write("pipeline.conf", "a = 1\nb = ${a}");

        assertThat(harness.bound(Numbers.class, "a=7").settings()).isEqualTo(new Numbers(7, 7));
    }

    @Test
    void overridesMayThemselvesSubstitute() {
        harness.write("pipeline.conf", "a = 1\nb = 2");

        assertThat(harness.bound(Numbers.class, "b=${a}").settings()).isEqualTo(new Numbers(1, 1));
    }

    @Test
    void laterOverridesWin() {
        harness.write("pipeline.conf", "a = 1\nb = 2");

        assertThat(harness.bound(Numbers.class, "a=3", "a=4").settings()).isEqualTo(new Numbers(4, 2));
    }

    @Test
    void overridesReachIntoLists() {
        harness.write("pipeline.conf", "defaults { size = 1 }\nitems = [${defaults} { weight = 1 }, ${defaults}]");

        LoadedConfiguration loaded = harness.load("items.1.weight=5", "items.0={ size = 8 }", "defaults.size=3");

        RawValue.Sequence items = (RawValue.Sequence) loaded.root().orElseThrow().entries().get("items");
        assertThat(loaded.problems()).isEmpty();
        assertThat(numbers(items.elements().get(0))).isEqualTo("size=8@command line weight=1@pipeline.conf:2");
        assertThat(numbers(items.elements().get(1))).isEqualTo("size=3@command line weight=5@command line");
    }

    private static String numbers(RawValue item) {
        RawValue.Mapping mapping = (RawValue.Mapping) item;
        return mapping.entries().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + ((RawValue.Scalar) entry.getValue()).text() + "@"
                        + entry.getValue().origin().describe())
                .collect(Collectors.joining(" "));
    }

    @Test
    void overridesReachIntoListsOfSingleValues() {
        harness.write("pipeline.conf", "words = [a, b, c]");

        assertThat(harness.bound(Words.class, "words.1=x").settings()).isEqualTo(new Words(List.of("a", "x", "c")));
    }

    @Test
    void anOverrideReplacesAWholeList() {
        harness.write("pipeline.conf", "items = [{ size = 1, weight = 1 }]");

        assertThat(harness.bound(Items.class, "items=[{size=2,weight=3}]", "items.0.size=9").settings())
                .isEqualTo(new Items(List.of(new Item(9, 3))));
    }

    @Test
    void anOverrideCannotSmuggleInAnotherKey() {
        harness.write("pipeline.conf", "a = 1\nb = 2");

        assertThat(harness.problems(Numbers.class, "a=3, b=4")).containsExactly("command line: \"a=3, b=4\": the value "
                + "3, b=4 is more than one value; quote text that has commas or line breaks in it");
    }

    @Test
    void anOverrideCannotInclude() {
        harness.write("pipeline.conf", "a = 1\nb = 2").write("more.conf", "c = 3");

        assertThat(harness.problems(Numbers.class, "a={ include \"more.conf\" }"))
                .containsExactly("command line: \"a={ include \"more.conf\" }\": the value { include \"more.conf\" } "
                        + "is not a HOCON value: \"more.conf\" can only be included in a file");
    }

    @Test
    void anOverrideOfAnObjectIsMergedIntoIt() {
        harness.write("pipeline.conf", "items = [{ size = 1, weight = 1 }]");

        assertThat(harness.bound(Items.class, "items.0={ size = 4 }").settings())
                .isEqualTo(new Items(List.of(new Item(4, 1))));
    }

    @Test
    void badOverridesDoNotHideProblemsOfTheFile() {
        harness.write("pipeline.conf", "a = x\nb = 2");

        assertThat(harness.problems(Numbers.class, "nonsense")).containsExactly(
                "command line: \"nonsense\" is not an override; write path=value, such as seed=7",
                "pipeline.conf:1: a: expected a whole number, found the text \"x\"");
    }

    @Test
    void theEnvironmentStandsInForWhatTheConfigurationLacks() {
        harness.write("pipeline.conf", "words = [${PATH}]");

        assertThat(harness.bound(Words.class).settings().words()).containsExactly(System.getenv("PATH"));
        assertThat(harness.bound(Words.class).effective().render()).endsWith("]  # environment\n");
    }

    @Test
    void substitutionsInACircleAreAProblem() {
        harness.write("pipeline.conf", "a = ${b}\nb = ${a}");

        assertThat(problems("pipeline.conf")).singleElement().asString().contains("cycle");
    }

    @Test
    void tellsAWholeNumberBeforeAnythingIsBound() {
        harness.write("pipeline.conf", "a = 1e3\nb = 1.5\nc = x");

        LoadedConfiguration loaded = harness.load();

        assertThat(loaded.wholeNumber("a")).contains(1000L);
        assertThat(loaded.wholeNumber("b")).isEmpty();
        assertThat(loaded.wholeNumber("c")).isEmpty();
        assertThat(loaded.wholeNumber("d")).isEmpty();
    }

    @Test
    void valuesFromCodeAreWhatAFileWouldSay() {
        LoadedConfiguration loaded = new ConfigurationLoader(folder).load(ConfigurationSource.of("my code", Map.of(
                "items", List.of(Map.of("size", 3, "weight", 4), Map.of("size", 5, "weight", 6)))),
                List.of("items.1.size=7"));

        assertThat(((Binding.Bound<Items>) harness.bind(loaded, Items.class)).settings())
                .isEqualTo(new Items(List.of(new Item(3, 4), new Item(7, 6))));
    }

    @Test
    void problemsOfValuesFromCodeNameTheCode() {
        LoadedConfiguration loaded = new ConfigurationLoader(folder)
                .load(ConfigurationSource.of("my code", Map.of("a", "one", "b.c", 2)), List.of());

        assertThat(((Binding.Rejected<Numbers>) harness.bind(loaded, Numbers.class)).problems()).hasSize(2)
                .allSatisfy(problem -> assertThat(problem.render()).startsWith("my code: "));
    }

    @Test
    void aValueFromCodeThatHoconHasNoTypeForIsAProblem() {
        assertThat(problems(ConfigurationSource.of("my code", Map.of("a", new StringBuilder("x"))))).singleElement()
                .asString().startsWith("my code: not valid to create ConfigValue from: x")
                .endsWith("; values are texts, numbers, truth values, and lists and maps of these");
        assertThat(problems(ConfigurationSource.of("my code", Map.of())))
                .containsExactly("my code: is empty: it sets nothing at all");
    }
}
