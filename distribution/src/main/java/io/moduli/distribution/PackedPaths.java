package io.moduli.distribution;

import io.moduli.install.EntryPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The paths of an archive's files, none of which may be another's on a system that knows no case. */
final class PackedPaths {

    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> folders = new HashMap<>();

    /**
     * Takes a path, which may be taken before.
     *
     * @param path with slashes
     * @return why it cannot be unpacked everywhere; empty if it can
     */
    Optional<String> take(String path) {
        Optional<String> refusal = EntryPath.refusal(path);
        if (refusal.isPresent()) {
            return refusal;
        }
        String folded = EntryPath.fold(path);
        String file = files.putIfAbsent(folded, path);
        if (file != null && !file.equals(path)) {
            return Optional.of(clash(path, file));
        }
        if (folders.containsKey(folded)) {
            return Optional.of(clash(path, folders.get(folded) + "/"));
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            String there = files.get(EntryPath.fold(folder));
            if (there != null) {
                return Optional.of(clash(folder + "/", there));
            }
            folders.putIfAbsent(EntryPath.fold(folder), folder);
        }
        return Optional.empty();
    }

    private static String clash(String path, String other) {
        return "\"%s\" and \"%s\" are one file on Windows and macOS".formatted(other, path);
    }
}
