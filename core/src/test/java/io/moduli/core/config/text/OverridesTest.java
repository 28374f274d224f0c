package io.moduli.core.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.core.config.binding.Harness;
import io.moduli.core.config.problem.Problem;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overrides that name another type, that append, and that set nothing. */
class OverridesTest {

    @TempDir
    Path folder;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(folder);
    }

    /** The whole configuration in a line, keys in their order. */
    private String values(String file, String... overrides) {
        LoadedConfiguration loaded = harness.write("pipeline.conf", file).load(overrides);
        assertThat(loaded.problems()).isEmpty();
        return text(loaded.root().orElseThrow());
    }

    private List<String> problems(String file, String... overrides) {
        return harness.write("pipeline.conf", file).load(overrides).problems().stream().map(Problem::render).toList();
    }

    private static String text(RawValue value) {
        return switch (value) {
            case RawValue.Scalar scalar -> scalar.text();
            case RawValue.Sequence list -> joined(list.elements(), "[", "]");
            case RawValue.Mapping mapping -> mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue())).sorted()
                    .collect(Collectors.joining(" ", "{", "}"));
            case RawValue.Unresolved _ -> "?";
        };
    }

    private static String joined(Collection<RawValue> values, String open, String close) {
        return values.stream().map(OverridesTest::text).collect(Collectors.joining(" ", open, close));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", value = {
        "cell.type=gru -> {cell={type=gru}}",
        "cell={ type = gru, gates = 2 } -> {cell={gates=2 type=gru}}",
        "cell=gru -> {cell=gru}",
        "cell.type=elman -> {cell={activation=relu type=elman}}",
        "cell={ type = elman, gain = 3 } -> {cell={activation=relu gain=3 type=elman}}",
        "cell.gain=3 -> {cell={activation=relu gain=3 type=elman}}"})
    void anotherTypeStartsFromItsDefaultsAndTheSameTypeMerges(String override, String expected) {
        assertThat(values("cell { type = elman, activation = relu }", override)).isEqualTo(expected);
    }

    @Test
    void whatOtherOverridesSayOfTheNewTypeIsKeptInWhicheverOrder() {
        String file = "cell { type = elman, activation = relu }";

        assertThat(values(file, "cell.gates=2", "cell.type=gru")).isEqualTo("{cell={gates=2 type=gru}}");
        assertThat(values(file, "cell.type=gru", "cell.gates=2")).isEqualTo("{cell={gates=2 type=gru}}");
        assertThat(values(file, "cell.type=gru", "cell.type=elman"))
                .isEqualTo("{cell={activation=relu type=elman}}");
    }

    @Test
    void theSameHoldsInLists() {
        String file = "costs = [{ strength = 1, inhibitor { type = gauss, inverted = true } }]";

        assertThat(values(file, "costs.0.inhibitor.type=flat"))
                .isEqualTo("{costs=[{inhibitor={type=flat} strength=1}]}");
        assertThat(values(file, "costs.0.inhibitor.width=2", "costs.0={ inhibitor { type = flat } }"))
                .isEqualTo("{costs=[{inhibitor={type=flat width=2} strength=1}]}");
        assertThat(values(file, "costs.0.inhibitor.type=gauss", "costs.0.inhibitor.width=2"))
                .isEqualTo("{costs=[{inhibitor={inverted=true type=gauss width=2} strength=1}]}");
        assertThat(values(file, "costs=[{ inhibitor { type = flat, width = 3 } }]", "costs.0.inhibitor.type=gauss"))
                .as("the command line's own list").isEqualTo("{costs=[{inhibitor={type=gauss width=3}}]}");
    }

    @Test
    void aTypesNameAloneIsTheTypeOfWhatIsMergedIntoIt() {
        assertThat(values("cell = elman", "cell.gain=3")).isEqualTo("{cell={gain=3 type=elman}}");
        assertThat(values("cell = elman", "cell={ gain = 3 }")).isEqualTo("{cell={gain=3 type=elman}}");
        assertThat(values("cell = elman", "cell.gates=2", "cell.type=gru")).isEqualTo("{cell={gates=2 type=gru}}");
        assertThat(values("costs = [flat, { by = gauss }]", "costs.0.width=3", "costs.1.by={ width = 4 }"))
                .isEqualTo("{costs=[{type=flat width=3} {by={type=gauss width=4}}]}");
        assertThat(values("costs = [flat]", "costs.0={ type = gauss }")).isEqualTo("{costs=[{type=gauss}]}");
    }

    @Test
    void onlyWhatChangesItsTypeIsReplaced() {
        String file = "network { hidden = 3, cell { type = elman, activation = relu, start { type = zero } } }";

        assertThat(values(file, "network={ cell { type = gru } }")).isEqualTo("{network={cell={type=gru} hidden=3}}");
        assertThat(values(file, "network.cell.start={ type = learned }"))
                .isEqualTo("{network={cell={activation=relu start={type=learned} type=elman} hidden=3}}");
    }

    @Test
    void typesBehindSubstitutionsAreFound() {
        assertThat(values("base { cell { type = elman, activation = relu } }\ncell = ${base.cell} { gain = 2 }",
                "cell.type=gru")).isEqualTo("{base={cell={activation=relu type=elman}} cell={type=gru}}");
        assertThat(values("other { type = gru, gates = 2 }\ncell { type = elman, activation = relu }",
                "cell=${other}")).isEqualTo("{cell={gates=2 type=gru} other={gates=2 type=gru}}");
        assertThat(values("cell { type = elman, activation = relu }\ncopy = ${cell}", "cell.type=gru"))
                .isEqualTo("{cell={type=gru} copy={type=gru}}");
    }

    /** HOCON merges the objects of a file before anyone sees them; its own way to begin again is a null between them. */
    @Test
    void inAFileANullBeforeTheOtherTypeKeepsNothingOfWhatIsIncluded() {
        harness.write("base.conf", "cell { type = elman, activation = relu }");

        assertThat(values("include \"base\"\ncell { type = gru }")).isEqualTo("{cell={activation=relu type=gru}}");
        assertThat(values("include \"base\"\ncell = null\ncell { type = gru }")).isEqualTo("{cell={type=gru}}");
    }

    record Inhibited(Inhibitor inhibitor) {
    }

    @Test
    void aKeyThatIsKeptFromAnIncludedFileOfAnotherTypeIsToldWithTheRemedy() {
        harness.write("base.conf", "inhibitor { type = ripple, amplitude = 60 }")
                .write("pipeline.conf", "include \"base\"\ninhibitor { type = flat }");

        assertThat(harness.problems(Inhibited.class)).containsExactly("base.conf:1: inhibitor.amplitude: unknown key; "
                + "known here: type; the type is flat, from pipeline.conf:2: for another one write { type = …, amplitude = … } "
                + "here, or \"inhibitor = null\" before that type to drop what was included");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", value = {
        "costs+={ size = 2 } -> {costs=[{size=1} {size=2}] words={by=[a]}}",
        "costs += { size = 2 } -> {costs=[{size=1} {size=2}] words={by=[a]}}",
        "costs.1={ size = 2 } -> {costs=[{size=1} {size=2}] words={by=[a]}}",
        "costs.0.names+=x -> {costs=[{names=[x] size=1}] words={by=[a]}}",
        "words.by+=b -> {costs=[{size=1}] words={by=[a b]}}",
        "words.by.1=b -> {costs=[{size=1}] words={by=[a b]}}",
        "more+=b -> {costs=[{size=1}] more=[b] words={by=[a]}}"})
    void anOverrideMayAppend(String override, String expected) {
        assertThat(values("costs = [{ size = 1 }]\nwords { by = [a] }", override)).isEqualTo(expected);
    }

    @Test
    void severalOverridesAppendInTheirOrder() {
        assertThat(values("words = [a]", "words+=b", "words+=c", "words.3=d", "words.0=z"))
                .isEqualTo("{words=[z b c d]}");
        assertThat(values("costs = []", "costs.0={ type = flat }", "costs.0.size=2"))
                .isEqualTo("{costs=[{size=2 type=flat}]}");
        assertThat(values("words { 0 = a }", "words+=b")).isEqualTo("{words=[a b]}");
        assertThat(values("lists = [{ words { 0 = a } }]", "lists.0.words+=b")).isEqualTo("{lists=[{words=[a b]}]}");
    }

    @Test
    void whereNothingCanBeAppendedIsAProblem() {
        assertThat(problems("words = [a]", "words.2=c")).containsExactly("command line: words.2: no element \"2\" in a "
                + "list of 1; elements are counted from 0, and words.1=... appends one");
        assertThat(problems("lists = [{ word = a }]", "lists.0.word+=b"))
                .containsExactly("command line: lists.0.word: is not a list, so nothing can be appended to it");
        assertThat(problems("word = a", "word+=b"))
                .containsExactly("command line: word: is not a list, so nothing can be appended to it");
    }

    @Test
    void aSubstitutionWithoutAValueIsToldAlikeInAndOutsideOfLists() {
        String said = "${nope} has no value, neither in the configuration nor as an environment variable; "
                + "write ${?nope} where it may be missing";
        assertThat(problems("a = 1\nwords = [a]", "words.0=${nope}")).containsExactly("command line: words.0: " + said);
        assertThat(problems("a = 1\nwords = [a]", "a=${nope}")).containsExactly("command line: " + said);
    }

    @Test
    void anOverrideOfNothingIsAProblem() {
        assertThat(problems("a = 1", "=3", "+=3")).containsExactly(
                "command line: \"+=3\" names no setting; write path=value, such as seed=7",
                "command line: \"=3\" names no setting; write path=value, such as seed=7");
    }

    record Words(List<String> words) {
    }

    record Item(int size) {
    }

    record Items(List<Item> items) {
    }

    @Test
    void objectsWithIndicesForKeysAreLists() {
        harness.write("pipeline.conf", "words { 10 = c, 2 = b, 0 = a }");
        assertThat(harness.bound(Words.class).settings().words()).containsExactly("a", "b", "c");
        assertThat(harness.bound(Words.class, "words.2=x").settings().words()).containsExactly("a", "x", "c");

        harness.write("pipeline.conf", "other = 1\nitems { 0 { size = 3 } }");
        assertThat(harness.problems(Items.class))
                .containsExactly("pipeline.conf:1: other: unknown key; known here: items");
        harness.write("pipeline.conf", "items.0.size = 3\nitems.1 { size = 4 }");
        assertThat(harness.bound(Items.class).settings().items()).containsExactly(new Item(3), new Item(4));
        harness.write("pipeline.conf", "words { 0 = a, first = b }");
        assertThat(harness.problems(Words.class))
                .containsExactly("pipeline.conf:1: words: expected a list of text, found an object");
    }

    @Test
    void aNullInAListIsAProblemOfItsOwnKey() {
        harness.write("pipeline.conf", "items = [{ size = 3 }]");

        assertThat(harness.problems(Items.class, "items.0.size=null"))
                .containsExactly("command line: items.0.size: expected a whole number, found null");
        assertThat(harness.problems(Items.class, "items.0.size=${?none}"))
                .containsExactly("command line: items.0.size: expected a whole number, found null");
    }

    @Test
    void aTextThatIsNestedTooDeeplyIsAProblem() {
        String deep = "is nested more than 100 levels deep";
        assertThat(problems("a = 1\nb = " + "[".repeat(200) + "\n" + "]".repeat(200)))
                .containsExactly("pipeline.conf:2: " + deep);
        assertThat(problems("a = " + "{ a = ".repeat(100_000) + "1" + "}".repeat(100_000)))
                .containsExactly("pipeline.conf: " + deep);
        assertThat(problems("a" + ".a".repeat(100_000) + " = 1")).containsExactly("pipeline.conf: " + deep);
        assertThat(problems("a = 1", "a=" + "[".repeat(100_000) + "]".repeat(100_000))).singleElement().asString()
                .endsWith(deep);
        assertThat(problems("a = 1", "a" + ".a".repeat(100_000) + "=1")).singleElement().asString().endsWith(deep);
    }
}
