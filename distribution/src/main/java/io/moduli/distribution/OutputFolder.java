package io.moduli.distribution;

import io.moduli.core.files.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SequencedMap;

/**
 * The folder that archives are written into, by one build at a time. Everything is first written into a hidden
 * subfolder, so that no file is ever incomplete.
 */
final class OutputFolder implements AutoCloseable {

    private static final String LOCK = ".moduli-distribution.lock";
    private static final String PART = ".moduli-distribution.part";

    private final Path folder;
    private final FileChannel channel;

    private OutputFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates the folder if it does not exist, and locks it against other builds.
     *
     * @throws DistributionException if another build uses it, or it cannot be created
     */
    static OutputFolder open(Path folder) throws IOException, DistributionException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new DistributionException(List.of(folder + " is a file and no folder to write archives into"));
        }
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!isLocked(channel) || !Files.exists(folder.resolve(LOCK))) {
            channel.close();
            throw new DistributionException(List.of("another build is writing into " + folder
                    + "; wait for it, or take another folder with --out"));
        }
        OutputFolder output = new OutputFolder(folder, channel);
        // left behind by a build that was killed
        Folders.delete(output.part());
        Files.createDirectories(output.part());
        return output;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The hidden folder. */
    Path part() {
        return folder.resolve(PART);
    }

    /**
     * Gives finished files, or folders, their names. A folder that is there already goes away.
     *
     * @param names by where they are now
     */
    static void publish(SequencedMap<Path, Path> names) throws IOException {
        for (Path place : names.values()) {
            if (Files.isDirectory(place)) {
                Folders.delete(place);
            }
        }
        for (var name : names.entrySet()) {
            try {
                Files.move(name.getKey(), name.getValue(), StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                throw new FileSystemException(name.getValue().toString(), null, "cannot be written: " + e.getReason());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Folders.delete(part());
            Files.deleteIfExists(folder.resolve(LOCK));
        }
    }
}
