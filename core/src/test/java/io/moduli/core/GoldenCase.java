package io.moduli.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Reads cases that PyTorch computed, from the folder that the property {@code moduli.golden} names or from our copy. */
public final class GoldenCase {

    private GoldenCase() {}

    /** A case by its file name. */
    public static JsonNode read(String file) {
        String folder = System.getProperty("moduli.golden", "src/test/resources/golden");
        try {
            return new ObjectMapper().readTree(Path.of(folder, file).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The numbers of a tensor, row-major. */
    public static float[] floats(JsonNode tensor) {
        JsonNode data = tensor.get("data");
        float[] values = new float[data.size()];
        IntStream.range(0, values.length).forEach(index -> values[index] = (float) data.get(index).asDouble());
        return values;
    }
}
