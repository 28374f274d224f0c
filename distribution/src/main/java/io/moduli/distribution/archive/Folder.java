package io.moduli.distribution.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/** Writes a distribution as a folder, to be used where it is. */
public final class Folder {

    private Folder() {}

    /**
     * Writes the folder.
     *
     * @param folder that is not there yet
     * @param files in any order
     * @param time that every file gets
     * @throws IOException as {@link ArchiveFormat#write} does
     */
    public static void write(Path folder, List<PackagedFile> files, Instant time) throws IOException {
        boolean modes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        for (PackagedFile packed : files) {
            Path file = folder.resolve(packed.path());
            Files.createDirectories(file.getParent());
            try (OutputStream output = Files.newOutputStream(file)) {
                VerifiedCopy.copy(packed, output);
            }
            if (modes) {
                Files.setPosixFilePermissions(file,
                        PosixFilePermissions.fromString(packed.executable() ? "rwxr-xr-x" : "rw-r--r--"));
            }
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
    }
}
