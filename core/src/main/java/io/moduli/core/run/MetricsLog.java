package io.moduli.core.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.files.WholeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Appends complete lines of JSON to a file, so that a run can be followed while it is running. */
final class MetricsLog implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final FileChannel channel;

    /**
     * @param file an existing, empty file
     * @throws FileAlreadyExistsException if it already has lines: every run has its own file
     */
    MetricsLog(Path file) throws IOException {
        this(file, FileChannel.open(file, StandardOpenOption.WRITE));
        if (channel.size() > 0) {
            channel.close();
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private MetricsLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Continues the file of a resumed run.
     *
     * @param bytes the length of the file at the checkpoint; later lines are cut off
     */
    static MetricsLog after(Path file, long bytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        channel.truncate(bytes).position(bytes);
        return new MetricsLog(file, channel);
    }

    /** How long the file is. */
    long bytes() {
        try {
            return channel.position();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /**
     * Appends a line; if it cannot be written in full, for example because the disk is full, the file is truncated to
     * the previous lines.
     *
     * @throws IOException that names the file
     */
    void append(Map<String, ?> line) throws IOException {
        long begin = channel.position();
        ByteBuffer bytes = ByteBuffer.wrap((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException full) {
            channel.truncate(begin);
            throw WholeFiles.naming(file, full);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
