package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages and messages keep to the words that CONTRIBUTING lists. */
class GlossaryTest {

    /** Words that a native writer would not choose; "there is no" and "is no longer" are sound. */
    private static final Pattern UNIDIOMATIC = Pattern.compile(
            "\\bshall\\b|\\b[Gg]reatest\\b|says the rest|\\bgradient by\\b|on the average"
                    + "|(?<![Tt]here )\\b(is|are) no (?!longer|more than|less than|fewer|larger|smaller|better|other)");

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Stream<Path> pages() throws IOException {
        return DocumentedCommands.pages();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("api", "core", "distribution", "plugins-moduli", "plugins-tasks",
                "plugins-pruning")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsIdiomatic(Path page) throws IOException {
        assertThat(Files.readAllLines(page)).noneMatch(line -> UNIDIOMATIC.matcher(line).find());
    }

    @Test
    void messagesAndDescriptionsAreIdiomatic() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path source : sources()) {
            STRING.matcher(Files.readString(source)).results().map(match -> match.group(1))
                    .filter(text -> UNIDIOMATIC.matcher(text).find())
                    .forEach(text -> faults.add(source.getFileName() + ": " + text));
        }

        assertThat(faults).isEmpty();
    }
}
