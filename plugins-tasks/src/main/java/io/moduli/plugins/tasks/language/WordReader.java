package io.moduli.plugins.tasks.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Reads the words of a UTF-8 file one by one, with {@link Vocabulary#END_OF_SENTENCE} after each line, blank ones too.
 *
 * <p>It cuts a text as PyTorch's word-language-model example does: lines end with a line feed, a carriage return or
 * both, words at any Unicode white space. Only one word is ever in memory, never a whole line, so lines may have any
 * length; words may not.
 */
final class WordReader {

    /** Takes words. */
    @FunctionalInterface
    interface Sink {
        void accept(String word) throws CorpusException;
    }

    /** In characters; no real word comes near it, but binary data does. */
    static final int LONGEST_WORD = 1 << 16;

    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NEXT_LINE = '\u0085';

    private final Path file;
    private final Sink sink;
    private final char[] word = new char[LONGEST_WORD];
    private int wordLength;
    private long line = 1;
    private boolean lineBegun;
    private boolean afterCarriageReturn;
    private boolean fileBegun;

    private WordReader(Path file, Sink sink) {
        this.file = file;
        this.sink = sink;
    }

    /**
     * Hands all words of a file to a sink.
     *
     * @throws CorpusException if the file cannot be read, is not UTF-8 or has a word of more than {@link #LONGEST_WORD}
     *         characters, naming the file and the line
     */
    static void read(Path file, Sink sink) throws CorpusException {
        try (InputStream bytes = Files.newInputStream(file)) {
            new WordReader(file, sink).decode(bytes);
        } catch (CorpusException problem) {
            throw problem;
        } catch (IOException unreadable) {
            throw new CorpusException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    private void decode(InputStream input) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        boolean atEnd = false;
        while (!atEnd) {
            int count = input.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = count < 0;
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
            // A byte never gives more than one character, so the characters cannot overflow.
            CoderResult result = decoder.decode(bytes, characters, atEnd);
            take(characters.flip());
            characters.clear();
            if (result.isError()) {
                throw notUtf8(bytes, result.length());
            }
            bytes.compact();
        }
        if (lineBegun) {
            endLine();
        }
    }

    private void take(CharBuffer characters) throws CorpusException {
        while (characters.hasRemaining()) {
            char character = characters.get();
            boolean begins = !fileBegun;
            fileBegun = true;
            if (begins && character == BYTE_ORDER_MARK) {
                continue;
            }
            take(character);
        }
    }

    private void take(char character) throws CorpusException {
        boolean secondHalf = afterCarriageReturn && character == '\n';
        afterCarriageReturn = character == '\r';
        if (secondHalf) {
            return;
        }
        if (character == '\n' || character == '\r') {
            endLine();
            return;
        }
        lineBegun = true;
        if (isSpace(character)) {
            endWord();
        } else if (wordLength == LONGEST_WORD) {
            throw new CorpusException(
                    "%s:%d: a word of more than %d characters: words are split at white space, so this is not a text that can be modelled by words"
                            .formatted(file, line, LONGEST_WORD));
        } else {
            word[wordLength++] = character;
        }
    }

    /** Java leaves no-break spaces and the next-line character out of its white space, Unicode does not. */
    private static boolean isSpace(char character) {
        return character == ' ' || Character.isWhitespace(character) || Character.isSpaceChar(character)
                || character == NEXT_LINE;
    }

    private void endWord() throws CorpusException {
        if (wordLength > 0) {
            sink.accept(new String(word, 0, wordLength));
            wordLength = 0;
        }
    }

    private void endLine() throws CorpusException {
        endWord();
        sink.accept(Vocabulary.END_OF_SENTENCE);
        line++;
        lineBegun = false;
    }

    private CorpusException notUtf8(ByteBuffer bytes, int length) {
        byte[] wrong = new byte[length];
        bytes.get(wrong);
        return new CorpusException("%s:%d: not UTF-8: 0x%s stands where a character should; convert the file to UTF-8"
                .formatted(file, line, HexFormat.of().withUpperCase().formatHex(wrong)));
    }
}
