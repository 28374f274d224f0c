package io.moduli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenCoordinatesTest {

    @Test
    void threePartsAreAJar() {
        assertThat(MavenCoordinates.parse("org.example:ring:1.0"))
                .isEqualTo(new MavenCoordinates("org.example", "ring", "jar", Optional.empty(), "1.0"));
    }

    @Test
    void fivePartsHaveAClassifierToo() {
        assertThat(MavenCoordinates.parse("org.nd4j:nd4j-native:jar:linux-x86_64:1.0.0-M2.1")).isEqualTo(
                new MavenCoordinates("org.nd4j", "nd4j-native", "jar", Optional.of("linux-x86_64"), "1.0.0-M2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:a:1", "g:a:zip:1", "g:a:jar:tests:1-SNAPSHOT", "g:a:[1,2)", "g:a:(,1],[2,)"})
    void theyAreWrittenAsTheyAreRead(String text) {
        assertThat(MavenCoordinates.parse(text)).hasToString(text);
    }

    @Test
    void onlyBracketsMakeARange() {
        assertThat(MavenCoordinates.parse("g:a:[1.0,2.0)").isRange()).isTrue();
        assertThat(MavenCoordinates.parse("g:a:1.0").isRange()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "g:a                | which are written group:artifact[:extension[:classifier]]:version",
        "g:a:b:c:d:1        | which are written group:artifact[:extension[:classifier]]:version",
        "g::1               | the artifact is \"\"",
        "../g:a:1           | the group is \"../g\"",
        "g:..:1             | the artifact is \"..\"",
        "g:a:../../1        | the version is \"../../1\"",
        "g:a:..             | the version is \"..\"",
        "g:a:               | the version is \"\"",
        "g:a:[1,            | the version is \"[1,\"",
        "g:a:[2,1]          | the version range \"[2,1]\" is malformed",
        "g:a:x y:1          | the extension is \"x y\"",
        "g:a:jar::1         | the classifier is \"\""})
    void whatIsWrongIsQuoted(String text, String message) {
        assertThatThrownBy(() -> MavenCoordinates.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" are not Maven coordinates").hasMessageContaining(message);
    }
}
