package io.moduli.core.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Appends whole lines of JSON to a file, so that someone can follow a run while it goes on. */
final class MetricsLog implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final FileChannel channel;

    MetricsLog(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Appends a line; where it cannot be written in full, for example because the disk is full, the file is cut back to the
     * lines before.
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
            throw full;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
