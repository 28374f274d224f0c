package io.moduli.core.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes files and folders atomically: they exist as a whole or not at all, even if the process or the machine stops at
 * any moment.
 */
public final class WholeFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFiles() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void writeTo(OutputStream output) throws IOException;
    }

    /** Fills a folder with files. */
    @FunctionalInterface
    public interface Filling {

        /** Writes all files of an empty folder, each with {@link WholeFiles#force}. */
        void fill(Path folder) throws IOException;
    }

    /**
     * Writes a file under a temporary name and renames it. Creates its folder if necessary.
     *
     * @throws IOException that names the file
     */
    public static void write(Path place, Content content) throws IOException {
        Path beside = beside(place);
        try {
            Files.createDirectories(place.getParent());
            force(beside, content);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw naming(place, failed);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Creates a folder with files, if there is none of that name: under a temporary name first, then renamed.
     *
     * @throws IOException that names the folder
     */
    public static void writeFolder(Path place, Filling filling) throws IOException {
        Path beside = beside(place);
        try {
            Folders.delete(beside);
            Files.createDirectories(beside);
            filling.fill(beside);
            forceFolder(beside);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(place.toAbsolutePath().resolveSibling(""));
        } catch (IOException failed) {
            throw naming(place, failed);
        } finally {
            Folders.delete(beside);
        }
    }

    /** Removes a folder and its files, so that it exists as a whole or not at all. */
    public static void removeFolder(Path place) throws IOException {
        Path beside = beside(place);
        Folders.delete(beside);
        Files.move(place, beside, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(beside);
    }

    /** Removes temporary files that an interrupted process left behind. */
    public static void clearBeside(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : list(folder)) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(".") && name.endsWith(".part")) {
                    Folders.delete(file);
                }
            }
        }
    }

    /** Writes a file and forces it to the disk. */
    public static void force(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
                OutputStream output = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            content.writeTo(output);
            output.flush();
            channel.force(true);
        }
    }

    /**
     * Forces a folder's entries to the disk; systems that cannot open folders have their own rules for the order of
     * writes.
     */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path beside(Path place) {
        return place.resolveSibling("." + place.getFileName() + ".part");
    }

    /** A failure that names the file: the system's message for a full disk does not. */
    public static IOException naming(Path file, IOException failed) {
        if (failed instanceof FileSystemException named && named.getFile() != null
                && named.getFile().equals(file.toString())) {
            return named;
        }
        FileSystemException naming = new FileSystemException(file.toString(), null, reason(failed));
        naming.initCause(failed);
        return naming;
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failed.getClass() == IOException.class && failed.getMessage() != null
                    ? failed.getMessage()
                    : failed.toString();
        };
    }
}
