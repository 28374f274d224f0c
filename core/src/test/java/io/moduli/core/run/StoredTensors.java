package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a safetensors file holds, read as the format's description says. */
record StoredTensors(Map<String, StoredTensors.Tensor> byName) {

    record Tensor(String type, List<Integer> shape, long offset, double[] values) {
    }

    static StoredTensors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        byte[] header = new byte[length];
        bytes.get(header);
        assertThat((char) header[0]).isEqualTo('{');
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long expected = 0;
        for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(header).properties()) {
            if (entry.getKey().equals("__metadata__")) {
                continue;
            }
            JsonNode tensor = entry.getValue();
            long begin = tensor.get("data_offsets").get(0).asLong();
            long end = tensor.get("data_offsets").get(1).asLong();
            assertThat(begin).as("no holes before " + entry.getKey()).isEqualTo(expected);
            expected = end;
            List<Integer> shape = new ArrayList<>();
            tensor.get("shape").forEach(extent -> shape.add(extent.asInt()));
            double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
            String type = tensor.get("dtype").asText();
            for (int index = 0; index < values.length; index++) {
                values[index] = switch (type) {
                    case "F32" -> bytes.getFloat();
                    case "F64" -> bytes.getDouble();
                    case "U8" -> bytes.get();
                    default -> throw new AssertionError(type);
                };
            }
            assertThat(bytes.position()).isEqualTo(8 + length + end);
            tensors.put(entry.getKey(), new Tensor(type, shape, 8 + length + begin, values));
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return new StoredTensors(tensors);
    }

    Tensor get(String name) {
        assertThat(byName).containsKey(name);
        return byName.get(name);
    }
}
