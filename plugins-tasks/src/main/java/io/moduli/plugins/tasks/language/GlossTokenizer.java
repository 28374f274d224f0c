package io.moduli.plugins.tasks.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts an English sentence into lower-case words and punctuation marks.
 *
 * <p>A word is a run of letters and digits, with single hyphens and apostrophes inside ({@code self-contained},
 * {@code person's}) and with points and commas between digits ({@code 1,000}). Any other character that is not white
 * space is a token by itself.
 */
final class GlossTokenizer {

    private GlossTokenizer() {}

    /** The words and marks of a sentence in their order. */
    static List<String> tokenize(String sentence) {
        String text = sentence.toLowerCase(Locale.ROOT);
        List<String> tokens = new ArrayList<>();
        int index = 0;
        while (index < text.length()) {
            int end = Character.isLetterOrDigit(text.charAt(index)) ? wordEnd(text, index) : index + 1;
            if (!Character.isWhitespace(text.charAt(index))) {
                tokens.add(text.substring(index, end));
            }
            index = end;
        }
        return tokens;
    }

    private static int wordEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || joins(text, end))) {
            end++;
        }
        return end;
    }

    /** Whether the character between two others joins them into one word. */
    private static boolean joins(String text, int index) {
        if (index + 1 == text.length()) {
            return false;
        }
        char before = text.charAt(index - 1);
        char after = text.charAt(index + 1);
        return switch (text.charAt(index)) {
            case '-', '\'' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
            case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }
}
