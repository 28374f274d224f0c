package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users read when their configuration is wrong, word by word. */
class BadInputTest {

    @TempDir
    Path folder;

    /** A pipeline whose first line is sound and complete; the second is the one at fault. */
    static Stream<Arguments> secondLines() {
        String spaces = "expected a moduli-space, one of failing | odd | product | sphere | torus";
        return Stream.of(
                Arguments.of("misspelt key", "sede = 3",
                        "sede: unknown key (did you mean \"seed\"?); known here: name, seed, layer, scope, penalties, "
                                + "stages, corpus, patience, warm-up, shares"),
                Arguments.of("key in camel case", "warmUp = null",
                        "warmUp: unknown key (did you mean \"warm-up\"?); known here: name, seed, layer, scope, "
                                + "penalties, stages, corpus, patience, warm-up, shares"),
                Arguments.of("misspelt key in a component",
                        "penalties = [{ on = [], space { type = torus, dimesion = 3 } }]",
                        "penalties.0.space.dimesion: unknown key (did you mean \"dimension\"?); "
                                + "known here: type, dimension"),
                Arguments.of("key where nothing can be set",
                        "penalties = [{ on = [], space { type = sphere, radius = 5 } }]",
                        "penalties.0.space.radius: unknown key; known here: type"),
                Arguments.of("key with a dot", "\"a.b\" = 1",
                        "\"a.b\": unknown key; known here: name, seed, layer, scope, penalties, stages, corpus, "
                                + "patience, warm-up, shares"),
                Arguments.of("misspelt component", "penalties = [{ on = [], space = tours }]",
                        "penalties.0.space: unknown moduli-space \"tours\" (did you mean \"torus\"?); " + spaces),
                Arguments.of("misspelt component with its type", "penalties = [{ on = [], space { type = tours } }]",
                        "penalties.0.space.type: unknown moduli-space \"tours\" (did you mean \"torus\"?); " + spaces),
                Arguments.of("component of another kind", "penalties = [{ on = [], space = ripple }]",
                        "penalties.0.space: \"ripple\" is an inhibitor; " + spaces),
                Arguments.of("component of another kind", "penalties = [{ on = [], space = elman }]",
                        "penalties.0.space: \"elman\" is a recurrent-cell; " + spaces),
                Arguments.of("component without its type", "penalties = [{ on = [], space { dimension = 2 } }]",
                        "penalties.0.space.type: missing; " + spaces),
                Arguments.of("component with a number for its type", "penalties = [{ on = [], space { type = 3 } }]",
                        "penalties.0.space.type: " + spaces + ", found the number 3"),
                Arguments.of("component of the wrong shape", "penalties = [{ on = [], space = [torus] }]",
                        "penalties.0.space: " + spaces + ", found a list"),
                Arguments.of("misspelt stage", "stages = [{ type = tran, epochs = 3 }]",
                        "stages.0.type: unknown type \"tran\" (did you mean \"train\"?); "
                                + "expected one of train | evaluate | ticket"),
                Arguments.of("stage without its type", "stages = [{ epochs = 3 }]",
                        "stages.0.type: missing; expected one of train | evaluate | ticket"),
                Arguments.of("shorthand that leaves out what is required", "stages = [train]",
                        "stages.0.epochs: missing; expected a whole number of 1 or more"),
                Arguments.of("misspelt enum", "scope = globl",
                        "scope: unknown value \"globl\" (did you mean \"global\"?); "
                                + "expected one of global | layer | read-out-only"),
                Arguments.of("enum as in Java", "scope = READ_OUT_ONLY",
                        "scope: unknown value \"READ_OUT_ONLY\" (did you mean \"read-out-only\"?); "
                                + "expected one of global | layer | read-out-only"),
                Arguments.of("number above its range", "stages = [{ type = train, epochs = 1, learning-rate = 1.5 }]",
                        "stages.0.learning-rate: expected a number above 0 and at most 1, found the number 1.5"),
                Arguments.of("number on an open bound", "stages = [{ type = train, epochs = 1, learning-rate = 0 }]",
                        "stages.0.learning-rate: expected a number above 0 and at most 1, found the number 0"),
                Arguments.of("list element out of range", "shares = [0, 0.5, 1]",
                        "shares.2: expected a number from 0 to below 1, found the number 1"),
                Arguments.of("whole number below its range", "layer.hidden = 0",
                        "layer.hidden: expected a whole number of 1 or more, found the number 0"),
                Arguments.of("fraction for a whole number", "layer.hidden = 3.7",
                        "layer.hidden: expected a whole number of 1 or more, found the number 3.7"),
                Arguments.of("quoted number", "layer.hidden = \"3\"",
                        "layer.hidden: expected a whole number of 1 or more, found the text \"3\"; remove the quotes"),
                Arguments.of("quoted fraction", "shares = [\"0.5\"]",
                        "shares.0: expected a number from 0 to below 1, found the text \"0.5\"; remove the quotes"),
                Arguments.of("number with its first digit left out", "shares = [.5]",
                        "shares.0: expected a number from 0 to below 1, found the text \".5\""),
                Arguments.of("text for a number", "seed = seven",
                        "seed: expected a whole number, found the text \"seven\""),
                Arguments.of("number too large for an int", "layer.hidden = 3000000000",
                        "layer.hidden: 3000000000 is too large; "
                                + "expected a whole number from -2147483648 to 2147483647"),
                Arguments.of("number too large for a long", "seed = 99999999999999999999",
                        "seed: 99999999999999999999 is too large; "
                                + "expected a whole number from -9223372036854775808 to 9223372036854775807"),
                Arguments.of("number too large for a double", "shares = [1e999]",
                        "shares.0: 1e999 is too large; expected a number from 0 to below 1"),
                Arguments.of("astronomic whole number", "seed = 1e300",
                        "seed: 1e300 is too large; "
                                + "expected a whole number from -9223372036854775808 to 9223372036854775807"),
                Arguments.of("NaN", "shares = [NaN]",
                        "shares.0: expected a number from 0 to below 1, found the text \"NaN\""),
                Arguments.of("Infinity", "shares = [Infinity]",
                        "shares.0: expected a number from 0 to below 1, found the text \"Infinity\""),
                Arguments.of("yes for a truth value", "layer.bias = yes",
                        "layer.bias: expected true or false, found the text \"yes\""),
                Arguments.of("number for a truth value", "layer.bias = 1",
                        "layer.bias: expected true or false, found the number 1"),
                Arguments.of("quoted truth value", "layer.bias = \"true\"",
                        "layer.bias: expected true or false, found the text \"true\"; remove the quotes"),
                Arguments.of("null for a setting with a default", "seed = null",
                        "seed: expected a whole number, found null; leave the key out for the default 7"),
                Arguments.of("null for a required setting", "name = null", "name: expected text, found null"),
                Arguments.of("null in a list", "shares = [null]",
                        "shares.0: expected a number from 0 to below 1, found null"),
                Arguments.of("object for a number", "seed = { a = 1 }",
                        "seed: expected a whole number, found an object"),
                Arguments.of("list for an object", "layer = [1]",
                        "layer: expected settings { hidden, bias }, found a list"),
                Arguments.of("object for a list", "stages = { type = evaluate }",
                        "stages: expected a list of train | evaluate | ticket, found an object"),
                Arguments.of("text for a list", "penalties = [{ on = recurrent, space = torus }]",
                        "penalties.0.on: expected a list without repetitions of "
                                + "input | recurrent | initial-state | embedding | read-out, "
                                + "found the text \"recurrent\""),
                Arguments.of("list for text", "name = [a]", "name: expected text, found a list"),
                Arguments.of("repetition in a set", "penalties = [{ on = [input, input], space = torus }]",
                        "penalties.0.on.1: is listed twice; once is enough"),
                Arguments.of("duration with an unknown unit", "patience = 10 parsecs",
                        "patience: expected a duration such as 500ms, 10s, 5m, 2h or 1d, found the text \"10 parsecs\""),
                Arguments.of("duration without a unit", "patience = 10",
                        "patience: expected a duration, found the number 10 without a unit; write 10s for seconds"),
                Arguments.of("empty path", "corpus = \"\"", "corpus: expected a path, found an empty text"),
                Arguments.of("setting that a factory refuses",
                        "penalties = [{ on = [], space { type = torus, dimension = 10 } }]",
                        "penalties.0.space.dimension: a torus of dimension 10 is too much"),
                Arguments.of("settings that refuse one of theirs",
                        "penalties = [{ on = [], space { type = product, spaces = [torus] } }]",
                        "penalties.0.space.spaces: a product needs two spaces or more"),
                Arguments.of("settings that refuse themselves",
                        "penalties = [{ on = [], space = torus, inhibitor { type = ripple, amplitude = 1 } }]",
                        "penalties.0.inhibitor: the amplitude must not be below the frequency"),
                Arguments.of("factory that throws", "penalties = [{ on = [], space = failing }]",
                        "penalties.0.space: plugin spaces (/spaces.jar) failed to make the moduli-space failing: "
                                + "IllegalStateException: boom"),
                Arguments.of("factory that lacks a class",
                        "penalties = [{ on = [], space { type = failing, how = linkage } }]",
                        "penalties.0.space: plugin spaces (/spaces.jar) failed to make the moduli-space failing: "
                                + "NoClassDefFoundError: com/example/Missing"),
                Arguments.of("factory that returns null",
                        "penalties = [{ on = [], space { type = failing, how = \"null\" } }]",
                        "penalties.0.space: plugin spaces (/spaces.jar) failed to make the moduli-space failing: "
                                + "its factory returned null"),
                Arguments.of("settings record that cannot be configured", "penalties = [{ on = [], space = odd }]",
                        "penalties.0.space: the settings record io.moduli.core.config.binding.Sample$OddSettings has the "
                                + "component thread of type java.lang.Thread, which no configuration can express"),
                Arguments.of("substitution without a value", "name = ${nowhere}",
                        "${nowhere} has no value, neither in the configuration nor as an environment variable; "
                                + "write ${?nowhere} where it may be missing"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("secondLines")
    void oneMistakeIsOneProblemAtItsLineAndKey(String mistake, String secondLine, String problem) {
        Harness harness = new Harness(folder).write("pipeline.conf",
                "name = x, layer.hidden = 4\n" + secondLine + "\n");

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly("pipeline.conf:2: " + problem);
    }

    @Test
    void whatIsMissingIsReportedAtTheObjectThatLacksIt() {
        Harness harness = new Harness(folder).write("pipeline.conf", """

                name = x
                layer {
                    bias = false
                }
                """);

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly(
                "pipeline.conf:3: layer.hidden: missing; expected a whole number of 1 or more");
    }

    @Test
    void whatIsMissingFromAMergedObjectIsReportedAtItsFirstPart() {
        Harness harness = new Harness(folder).write("base.conf", "\n\nlayer { bias = false }\n")
                .write("pipeline.conf", "include \"base\"\nname = x\nlayer.bias = true\n");

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly(
                "pipeline.conf:3: layer.hidden: missing; expected a whole number of 1 or more");
    }

    @Test
    void allProblemsOfAFileAreReportedByLine() {
        Harness harness = new Harness(folder).write("pipeline.conf", """
                sede = 3
                layer { hidden = 1.5, bias = yes }
                penalties = [
                    { on = [recurent], strength = 2, space = tours }
                    { on = [], space { type = failing, how = "gone" } }
                ]
                stages = [{ type = train }, { type = evaluate, batches = "7" }]
                """);

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly(
                "pipeline.conf:1: name: missing; expected text",
                "pipeline.conf:1: sede: unknown key (did you mean \"seed\"?); known here: name, seed, layer, scope, "
                        + "penalties, stages, corpus, patience, warm-up, shares",
                "pipeline.conf:2: layer.bias: expected true or false, found the text \"yes\"",
                "pipeline.conf:2: layer.hidden: expected a whole number of 1 or more, found the number 1.5",
                "pipeline.conf:4: penalties.0.on.0: unknown value \"recurent\" (did you mean \"recurrent\"?); "
                        + "expected one of input | recurrent | initial-state | embedding | read-out",
                "pipeline.conf:4: penalties.0.space: unknown moduli-space \"tours\" (did you mean \"torus\"?); "
                        + "expected a moduli-space, one of failing | odd | product | sphere | torus",
                "pipeline.conf:4: penalties.0.strength: expected a number from 0 to 1, found the number 2",
                "pipeline.conf:5: penalties.1.space: plugin spaces (/spaces.jar) failed to make the moduli-space "
                        + "failing: IllegalStateException: gone",
                "pipeline.conf:7: stages.0.epochs: missing; expected a whole number of 1 or more",
                "pipeline.conf:7: stages.1.batches: expected a whole number, found the text \"7\"; remove the quotes");
    }

    @Test
    void problemsInIncludedFilesAreReportedThere() {
        Harness harness = new Harness(folder)
                .write("parts/layer.conf", "# a comment\nlayer {\n  hidden = many\n}\n")
                .write("pipeline.conf", "include \"parts/layer.conf\"\nname = x\nseed = 1.5\n");

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly(
                "parts/layer.conf:3: layer.hidden: expected a whole number of 1 or more, found the text \"many\"",
                "pipeline.conf:3: seed: expected a whole number, found the number 1.5");
    }

    @Test
    void problemsOfOverridesAreReportedAtTheCommandLine() {
        Harness harness = new Harness(folder).write("pipeline.conf",
                "name = x, layer.hidden = 4\nstages = [{ type = train, epochs = 2 }]\n");

        assertThat(harness.problems(Sample.Pipeline.class, "seed=1.5", "stages.0.epochs=0", "layer.width=3",
                "stages.1.epochs=3", "nonsense", "name=", "a b..c=3", "name=[1"))
                .containsExactly(
                        "command line: \"a b..c=3\": a b..c is not a path of keys joined by dots",
                        "command line: \"name=\" gives no value; write \"\" for an empty text",
                        "command line: \"name=[1\": the value [1 is not a HOCON value: List should have ended with ] or "
                                + "had a comma, instead had token: end of file (if you want end of file to be part "
                                + "of a string value, then double-quote it)",
                        "command line: \"nonsense\" is not an override; write path=value, such as seed=7",
                        "command line: layer.width: unknown key; known here: hidden, bias",
                        "command line: seed: expected a whole number, found the number 1.5",
                        "command line: stages.0.epochs: expected a whole number of 1 or more, found the number 0",
                        "command line: stages.1.epochs: no element \"1\" in a list of 1; elements are counted from 0, "
                                + "and stages.1=... appends one");
    }

    @Test
    void anUnsoundDefaultIsReportedAtTheObjectAroundIt() {
        record Unsound(@Default("{ type = tours }") ModuliSpace space, @Default("[") int count) {
        }
        Harness harness = new Harness(folder).write("pipeline.conf", "\nlayer { }\n");
        record Outer(Unsound layer) {
        }

        assertThat(harness.problems(Outer.class)).satisfiesExactly(
                count -> assertThat(count)
                        .startsWith("pipeline.conf:2: layer.count: the default [ is not a HOCON value: "),
                space -> assertThat(space).isEqualTo("pipeline.conf:2: layer.space.type: unknown moduli-space "
                        + "\"tours\" (did you mean \"torus\"?); expected a moduli-space, one of "
                        + "failing | odd | product | sphere | torus (from the default { type = tours })"));
    }

    @Test
    void everySubstitutionWithoutAValueIsReportedWithEverythingElse() {
        Harness harness = new Harness(folder).write("pipeline.conf", """
                name = ${missing.one}
                seed = ${missing-two}
                layer.hidden = 1.5
                """);

        assertThat(harness.problems(Sample.Pipeline.class)).containsExactly(
                "pipeline.conf:1: ${missing.one} has no value, neither in the configuration nor as an environment "
                        + "variable; write ${?missing.one} where it may be missing",
                "pipeline.conf:2: ${missing-two} has no value, neither in the configuration nor as an environment "
                        + "variable; write ${?missing-two} where it may be missing",
                "pipeline.conf:3: layer.hidden: expected a whole number of 1 or more, found the number 1.5");
    }
}
