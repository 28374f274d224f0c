package io.moduli.core.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write to a run's directory. It is a lock of the system on a file in it, so it ends with the process that has it,
 * however that ends; the file stays.
 */
final class RunLock implements Closeable {

    private static final String FILE = RunDirectory.CHECKPOINTS + "/lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a run that is kept.
     *
     * @return empty where another process, or another run of this one, has it
     */
    static Optional<RunLock> take(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(RunDirectory.CHECKPOINTS));
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ofThisProcess) {
            return Optional.empty();
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        return lock.isPresent() ? Optional.of(new RunLock(channel)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
