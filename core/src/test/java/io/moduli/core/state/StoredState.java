package io.moduli.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** States that were written and are read again, without a file between. */
public final class StoredState {

    private StoredState() {}

    /** What was written, as it comes back from a file. */
    public static StateReader of(StateWriter written) throws IOException {
        Map<String, byte[]> bytes = new HashMap<>();
        Map<String, ArraySource.Shape> shapes = new HashMap<>();
        for (SavedArray array : written.arrays()) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            array.content().writeTo(output);
            assertThat(output.size()).as(array.name()).isEqualTo((int) array.bytes());
            bytes.put(array.name(), output.toByteArray());
            shapes.put(array.name(), new ArraySource.Shape(
                    array.type().name(), array.shape().stream().map(Long::valueOf).toList()));
        }
        ObjectMapper json = new ObjectMapper();
        return new StateReader(json.readTree(json.writeValueAsBytes(written.json())), new ArraySource() {

            @Override
            public Optional<Shape> find(String name) {
                return Optional.ofNullable(shapes.get(name));
            }

            @Override
            public void read(String name, long position, ByteBuffer target) {
                target.put(bytes.get(name), (int) position, target.remaining());
            }
        });
    }
}
