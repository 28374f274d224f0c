package io.moduli.install;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The path of a file in a bundle's folder that means the same file on every system, and none outside of the folder.
 *
 * @param segments the names of the folders and, last, of the file
 */
public record EntryPath(List<String> segments) {

    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 16;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\\\:<>\"|?*]");

    /** Names of devices on Windows, whatever their extension. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(com|lpt)[0-9\u00b9\u00b2\u00b3]");

    public EntryPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the name of an archive's entry.
     *
     * @throws InstallException if it is absolute, leads out, or is not a good name on one system or another
     */
    public static EntryPath parse(String entry) throws InstallException {
        if (entry.startsWith("/")) {
            throw refused(entry, "is absolute");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : entry.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                check(entry, segment);
                segments.add(segment);
            }
        }
        if (segments.size() > DEEPEST) {
            throw refused(entry, "lies more than %d folders deep".formatted(DEEPEST));
        }
        return new EntryPath(segments);
    }

    /** Why a path is invalid on some system; empty if it is valid everywhere. */
    public static Optional<String> refusal(String path) {
        try {
            parse(path);
            return Optional.empty();
        } catch (InstallException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String entry, String segment) throws InstallException {
        if (segment.equals("..")) {
            throw refused(entry, "leads out of the folder");
        }
        if (FORBIDDEN.matcher(segment).find()) {
            throw refused(entry, "has a character that no file name should have");
        }
        if (segment.endsWith(".") || segment.endsWith(" ")) {
            throw refused(entry, "ends with a point or a space, which Windows leaves out");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw refused(entry, "is longer than %d bytes".formatted(LONGEST_NAME));
        }
        if (isDevice(segment)) {
            throw refused(entry, "is what Windows calls a device");
        }
    }

    /** Whether a name is that of a device on Windows. */
    static boolean isDevice(String name) {
        String stem = name.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches();
    }

    private static InstallException refused(String entry, String why) {
        String readable = entry.length() > 100 ? entry.substring(0, 100) + "…" : entry;
        return new InstallException("its entry \"%s\" %s".formatted(readable.replaceAll("\\p{Cntrl}", "?"), why));
    }

    /** The path with all that two systems may see as one written the same: case, and how accents are put together. */
    public String folded() {
        return fold(toString());
    }

    /** A path with all that two systems may see as one written the same. */
    public static String fold(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The folders that it lies in, the outermost first. */
    public List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (int length = 1; length < segments.size(); length++) {
            folders.add(String.join("/", segments.subList(0, length)));
        }
        return folders;
    }

    /** With slashes. */
    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
