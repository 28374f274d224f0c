package io.moduli.distribution.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The kinds of archive. */
public enum ArchiveFormat {

    /** A compressed tape archive. */
    TAR_GZ(".tar.gz"),

    /** A zip archive; jars, which are compressed already, are stored as they are. */
    ZIP(".zip");

    private final String suffix;

    ArchiveFormat(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of its files end with. */
    public String suffix() {
        return suffix;
    }

    /**
     * Writes an archive.
     *
     * @param archive to be written
     * @param root the folder within that everything lies in
     * @param files in any order
     * @param time that every file gets
     * @throws IOException if a file cannot be read, is not what it was when it was looked at, or the archive cannot be
     *     written
     */
    public void write(Path archive, String root, List<PackagedFile> files, Instant time) throws IOException {
        Tree tree = Tree.of(root, files);
        switch (this) {
            case TAR_GZ -> TarArchive.write(archive, tree, time);
            case ZIP -> ZipArchive.write(archive, tree, time);
        }
    }
}
