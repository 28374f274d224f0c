package io.moduli.distribution.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes {@code .zip}; times are those of UTC, since the format knows no time zone. */
final class ZipArchive {

    private static final String COMPRESSED = ".jar";
    private static final int REGULAR_FILE = 0100000;
    private static final int FOLDER = 0040000;

    private ZipArchive() {}

    static void write(Path archive, Tree tree, Instant time) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            for (String folder : tree.folders()) {
                ZipArchiveEntry entry = entry(folder, FOLDER | Tree.FOLDER_MODE, time);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(0);
                zip.putArchiveEntry(entry);
                zip.closeArchiveEntry();
            }
            for (Map.Entry<String, PackagedFile> packed : tree.files().entrySet()) {
                PackagedFile content = packed.getValue();
                ZipArchiveEntry entry = entry(packed.getKey(), REGULAR_FILE | Tree.mode(content), time);
                entry.setSize(content.size());
                if (packed.getKey().endsWith(COMPRESSED)) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setCrc(checksum(content));
                }
                zip.putArchiveEntry(entry);
                VerifiedCopy.copy(content, zip);
                zip.closeArchiveEntry();
            }
        }
    }

    private static ZipArchiveEntry entry(String path, int mode, Instant time) {
        ZipArchiveEntry entry = new ZipArchiveEntry(path);
        entry.setUnixMode(mode);
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        return entry;
    }

    private static long checksum(PackagedFile file) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        VerifiedCopy.copy(file, checked);
        return checked.getChecksum().getValue();
    }
}
