package io.moduli.distribution.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes {@code .tar.gz}; the owner of everything is the superuser, who becomes the user that unpacks it. */
final class TarArchive {

    private static final int BUFFER = 1 << 16;

    /** What stands in the header for a system that is not told. */
    private static final int UNKNOWN_SYSTEM = 255;

    private TarArchive() {}

    static void write(Path archive, Tree tree, Instant time) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive), BUFFER);
                OutputStream compressed = new BufferedOutputStream(
                        new GzipCompressorOutputStream(file, parameters()), BUFFER);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String folder : tree.folders()) {
                tar.putArchiveEntry(entry(folder, Tree.FOLDER_MODE, 0, time));
                tar.closeArchiveEntry();
            }
            for (Map.Entry<String, PackagedFile> packed : tree.files().entrySet()) {
                PackagedFile content = packed.getValue();
                tar.putArchiveEntry(entry(packed.getKey(), Tree.mode(content), content.size(), time));
                VerifiedCopy.copy(content, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveEntry entry(String path, int mode, long size, Instant time) {
        TarArchiveEntry entry = new TarArchiveEntry(path,
                path.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setLastModifiedTime(FileTime.from(time));
        return entry;
    }

    private static GzipParameters parameters() {
        GzipParameters parameters = new GzipParameters();
        parameters.setModificationInstant(Instant.EPOCH);
        parameters.setOperatingSystem(UNKNOWN_SYSTEM);
        return parameters;
    }
}
