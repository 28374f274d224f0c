package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordReaderTest {

    private static final String EOS = "<eos>";

    @TempDir
    private Path folder;

    @Test
    void aSentenceEndsWithEachLineAlsoWithABlankOne() throws IOException {
        // The layout of WikiText: a blank line around each heading, blanks at both ends of a line.
        assertThat(words(" \n = Heading = \n \n one <unk> , two \n")).containsExactly(
                EOS, "=", "Heading", "=", EOS, EOS, "one", "<unk>", ",", "two", EOS);
    }

    @Test
    void aLastLineNeedsNoLineFeed() throws IOException {
        assertThat(words("a b\nc")).containsExactly("a", "b", EOS, "c", EOS);
        assertThat(words("a\n ")).containsExactly("a", EOS, EOS);
        assertThat(words("a\n")).containsExactly("a", EOS);
    }

    @Test
    void anEmptyFileHasNoSentence() throws IOException {
        assertThat(words("")).isEmpty();
    }

    @Test
    void linesMayEndAsOnAnySystem() throws IOException {
        assertThat(words("a\r\n\r\nb\rc\n\r")).containsExactly("a", EOS, EOS, "b", EOS, "c", EOS, EOS);
    }

    @Test
    void anyUnicodeSpaceSeparatesWords() throws IOException {
        assertThat(words("a\tb\u00A0c\u2003d\u3000e\u0085f")).containsExactly("a", "b", "c", "d", "e", "f", EOS);
    }

    @Test
    void textInMarkupIsText() throws IOException {
        assertThat(words("<b>bold</b> & \"quoted\" <script>alert(1)</script>")).containsExactly(
                "<b>bold</b>", "&", "\"quoted\"", "<script>alert(1)</script>", EOS);
    }

    @Test
    void charactersBeyondTheBasicPlaneAndAByteOrderMarkAreUnderstood() throws IOException {
        assertThat(words("\uFEFFnaïve 😀 日本")).containsExactly("naïve", "😀", "日本", EOS);
    }

    @Test
    void aCharacterThatStraddlesTwoBuffersStaysWhole() throws IOException {
        String word = "é".repeat(1000);
        StringBuilder text = new StringBuilder("x");
        for (int number = 0; number < 100; number++) {
            text.append(' ').append(word);
        }

        assertThat(words(text.toString())).hasSize(102).startsWith("x", word, word).endsWith(word, EOS);
    }

    @Test
    void malformedBytesAreNamedWithFileAndLine() throws IOException {
        Path file = Files.write(folder.resolve("latin.txt"), "one\r\ntwo\r\ncaf\u00E9 three\n".getBytes(
                StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> words(file))
                .isInstanceOf(CorpusException.class)
                .hasMessage(file + ":3: not UTF-8: 0xE9 stands where a character should; convert the file to UTF-8");
    }

    @Test
    void aFileThatEndsWithinACharacterIsMalformed() throws IOException {
        Path file = Files.write(folder.resolve("cut.txt"), new byte[] {'a', '\n', (byte) 0xE6, (byte) 0x97});

        assertThatThrownBy(() -> words(file))
                .hasMessage(file + ":2: not UTF-8: 0xE697 stands where a character should; convert the file to UTF-8");
    }

    @Test
    void oneLineOfManyMegabytesIsReadWordByWord() throws IOException {
        Path file = folder.resolve("long.txt");
        int count = 2_000_000;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int number = 0; number < count; number++) {
                writer.write("word ");
            }
        }
        long[] read = new long[2];

        WordReader.read(file, word -> read[word.equals(EOS) ? 1 : 0]++);

        assertThat(read).containsExactly(count, 1);
    }

    @Test
    void aWordWithoutEndIsAnErrorThatNamesTheLine() throws IOException {
        String longest = "x".repeat(65_536);
        assertThat(words("a\n" + longest)).containsExactly("a", EOS, longest, EOS);

        Path file = Files.writeString(folder.resolve("endless.txt"), "a\n" + longest + "x");
        assertThatThrownBy(() -> words(file))
                .hasMessage(file + ":2: a word of more than 65536 characters: words are split at white space, "
                        + "so this is not a text that can be modelled by words");
    }

    private List<String> words(String text) throws IOException {
        return words(Files.writeString(folder.resolve("text.txt"), text));
    }

    private static List<String> words(Path file) throws IOException {
        List<String> words = new ArrayList<>();
        WordReader.read(file, words::add);
        return words;
    }
}
