package io.moduli.core.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Nearest {

    private Nearest() {
    }

    /** The known name that is the fewest edits away, if these are few enough for a typo. */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream().filter(candidate -> isSlip(name, candidate))
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code (did you mean "torus"?)} after a space, or nothing. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known).map(nearest -> " (did you mean \"" + nearest + "\"?)").orElse("");
    }

    private static boolean isSlip(String name, String candidate) {
        int longer = Math.max(name.length(), candidate.length());
        return distance(name, candidate) <= Math.max(1, longer / 3);
    }

    /**
     * The Damerau–Levenshtein distance in its restricted form (optimal string alignment): how many insertions, deletions,
     * substitutions and swaps of neighbours turn one name into the other, disregarding case.
     */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(edits[i - 1][j - 1] + substitution,
                        Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
            }
        }
        return edits[a.length()][b.length()];
    }
}
