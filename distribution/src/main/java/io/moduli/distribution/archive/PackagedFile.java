package io.moduli.distribution.archive;

import io.moduli.core.files.Checksum;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of a distribution.
 *
 * @param path where it goes, with slashes, below the distribution's folder
 * @param file where it is now
 * @param executable whether everyone may run it
 * @param origin where it was taken from
 * @param coordinates of the Maven artifact that it is, where that is known
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
public record PackagedFile(
        String path,
        Path file,
        boolean executable,
        Origin origin,
        Optional<String> coordinates,
        long size,
        String sha256) {

    /** Where the files of a distribution come from. */
    public enum Origin {

        /** The Moduli that builds the distribution. */
        HOST,

        /** What the manifest names by a path. */
        MANIFEST,

        /** A Maven repository. */
        REPOSITORY,

        /** The Java that builds the distribution. */
        JAVA,

        /** Written by the build. */
        BUILD
    }

    /**
     * Looks at a file that is neither an artifact nor a program.
     *
     * @throws IOException if it cannot be read
     */
    public static PackagedFile of(String path, Path file, Origin origin) throws IOException {
        return new PackagedFile(path, file, false, origin, Optional.empty(), Files.size(file), Checksum.ofFile(file));
    }

    /** Whether a file is a program where it is now; never where the system has no such mark. */
    public static boolean isProgram(Path file) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix") && Files.isExecutable(file);
    }

    /** The same as a program, or not. */
    public PackagedFile executable(boolean program) {
        return new PackagedFile(path, file, program, origin, coordinates, size, sha256);
    }

    /** The same as a Maven artifact. */
    public PackagedFile artifact(Optional<String> maven) {
        return new PackagedFile(path, file, executable, origin, maven, size, sha256);
    }

    /** The last part of its path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
