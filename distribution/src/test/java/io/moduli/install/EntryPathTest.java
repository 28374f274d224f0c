package io.moduli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {

    @ParameterizedTest
    @CsvSource({"ring.jar,ring.jar", "./ring/ring.jar,ring/ring.jar", "ring//ring.jar,ring/ring.jar",
        "ring/./a b-1.0+2.jar,ring/a b-1.0+2.jar", "é.txt,é.txt", "console.txt,console.txt", "./,''"})
    void goodNamesStay(String entry, String path) throws InstallException {
        assertThat(EntryPath.parse(entry)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "a/..", "/etc/passwd", "//server/share", "C:evil", "C:/evil",
        "C:\\evil", "..\\evil", "a\\b", "file.txt:stream", "a\u0000b", "a\nb", "a\u007fb", "con", "NUL.txt", "aux .jar",
        "lib/COM1", "lpt9.jar", "conout$", "end.", "end ", "dir./a", "a?b", "a*b", "a<b", "a\"b", "a|b"})
    void hostileNamesAreRefused(String entry) {
        assertThatThrownBy(() -> EntryPath.parse(entry)).isInstanceOf(InstallException.class)
                .hasMessageStartingWith("its entry \"");
    }

    @Test
    void aNameThatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> EntryPath.parse("x".repeat(201))).hasMessageContaining("is longer than 200 bytes");
        assertThatThrownBy(() -> EntryPath.parse("a/".repeat(17) + "b"))
                .hasMessageContaining("lies more than 16 folders deep");
    }

    @Test
    void messagesQuoteNoControlCharacters() {
        assertThatThrownBy(() -> EntryPath.parse("a\u001b[2Jb"))
                .hasMessage("its entry \"a?[2Jb\" has a character that no file name should have");
    }

    @Property
    void whateverIsAcceptedStaysInTheFolder(
            @ForAll @StringLength(max = 12) @Chars({'.', '/', '\\', 'a', ':', ' ', 'C', '\u0000', '~', '\u2024'}) String entry) {
        Path folder = Path.of("/plugins/.installing").toAbsolutePath();
        try {
            Path file = folder.resolve(EntryPath.parse(entry).toString());

            assertThat(file.normalize()).isEqualTo(file).startsWithRaw(folder);
        } catch (InstallException refused) {
            assertThat(refused).hasMessageStartingWith("its entry \"");
        }
    }
}
