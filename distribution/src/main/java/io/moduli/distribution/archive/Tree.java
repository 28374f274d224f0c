package io.moduli.distribution.archive;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files and the folders that they lie in, sorted.
 *
 * @param folders each ends with a slash
 * @param files by their paths, root included
 */
record Tree(SortedSet<String> folders, SortedMap<String, PackagedFile> files) {

    static final int FOLDER_MODE = 0755;

    private static final int FILE_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;

    static Tree of(String root, List<PackagedFile> files) {
        SortedSet<String> folders = new TreeSet<>();
        SortedMap<String, PackagedFile> byPath = new TreeMap<>();
        for (PackagedFile file : files) {
            String path = root + "/" + file.path();
            if (byPath.put(path, file) != null) {
                throw new IllegalArgumentException("two files at " + path);
            }
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash + 1));
            }
        }
        return new Tree(folders, byPath);
    }

    static int mode(PackagedFile file) {
        return file.executable() ? PROGRAM_MODE : FILE_MODE;
    }
}
