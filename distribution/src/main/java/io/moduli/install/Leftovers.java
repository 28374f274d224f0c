package io.moduli.install;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files that systems and editors leave in folders unintentionally: hidden files, backups, lists of thumbnails. */
public final class Leftovers {

    private static final Set<String> NAMES = Set.of("thumbs.db", "desktop.ini", "__macosx");
    private static final List<String> ENDINGS = List.of("~", ".bak", ".orig", ".swp");

    private Leftovers() {}

    /** Whether a file or folder of a name is one. */
    public static boolean has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean hidden = name.startsWith(".") && !name.equals(".") && !name.equals("..");
        return hidden || name.startsWith("#") && name.endsWith("#") || NAMES.contains(lower)
                || ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Whether a path with slashes leads to one, or into one. */
    static boolean within(String path) {
        for (String segment : path.split("/")) {
            if (has(segment)) {
                return true;
            }
        }
        return false;
    }
}
