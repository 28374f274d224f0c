package io.moduli.core.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes tensors in the safetensors format: eight bytes with the length of a JSON header, little-endian, the header, and
 * the tensors' bytes one after the other, row-major and little-endian.
 */
public final class Safetensors {

    private static final int HEADER_ALIGNMENT = 8;

    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Adds metadata of the whole file, for programs. */
    public Safetensors describe(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a parameter, and the mask of a weight that has one; a large sparse weight as {@link CompressedWeights}. */
    public Safetensors addWithMask(Parameter parameter) {
        if (CompressedWeights.isDue(parameter)) {
            CompressedWeights.add(this, parameter.name(), parameter);
        } else {
            add(parameter);
            parameter.mask().ifPresent(mask -> add(ModelReader.maskOf(parameter.name()), mask));
        }
        return this;
    }

    /** Adds all values of a parameter as float32 numbers, however they are stored. */
    public Safetensors add(Parameter parameter) {
        return add(parameter.name(), parameter);
    }

    /** The same under another name. */
    public Safetensors add(String name, Parameter parameter) {
        List<Integer> shape = parameter.weight().isPresent()
                ? List.of(parameter.rows(), parameter.columns())
                : List.of(parameter.rows());
        int rowBytes = Math.multiplyExact(parameter.columns(), Float.BYTES);
        tensors.add(new Tensor(name, Type.F32, shape, (long) parameter.rows() * rowBytes, output -> {
            ByteBuffer buffer = ByteBuffer.allocate(rowBytes).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[parameter.columns()];
            for (int row = 0; row < parameter.rows(); row++) {
                parameter.readRow(row, values);
                buffer.asFloatBuffer().put(values);
                output.write(buffer.array());
            }
        }));
        return this;
    }

    /** Adds a mask as bytes, 1 for entries that survive. */
    public Safetensors add(String name, Mask mask) {
        tensors.add(new Tensor(name, Type.U8, List.of(mask.rows(), mask.columns()), mask.entries(), output -> {
            byte[] bytes = new byte[mask.columns()];
            for (int row = 0; row < mask.rows(); row++) {
                for (int column = 0; column < mask.columns(); column++) {
                    bytes[column] = (byte) (mask.keeps(row, column) ? 1 : 0);
                }
                output.write(bytes);
            }
        }));
        return this;
    }

    /** Adds an array of float64 numbers. */
    public Safetensors add(String name, List<Integer> shape, double[] values) {
        tensors.add(new Tensor(name, Type.F64, shape, (long) values.length * Double.BYTES, output -> {
            ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                buffer.putDouble(value);
            }
            output.write(buffer.array());
        }));
        return this;
    }

    /**
     * Adds an array of any type.
     *
     * @param bytes the size of the numbers, as given by the shape
     * @param content writes them, little-endian
     */
    public Safetensors add(String name, Type type, List<Integer> shape, long bytes, Content content) {
        tensors.add(new Tensor(name, type, shape, bytes, content));
        return this;
    }

    /**
     * Writes everything that was added, the types with the largest numbers first: readers access the numbers in place,
     * so they must be at multiples of their size.
     */
    public void writeTo(OutputStream output) throws IOException {
        List<Tensor> sorted = tensors.stream().sorted(Comparator.comparing(Tensor::type)).toList();
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(SafetensorsReader.METADATA, metadata);
        }
        long offset = 0;
        for (Tensor tensor : sorted) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.type().name());
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", List.of(offset, offset + tensor.bytes()));
            if (header.put(tensor.name(), entry) != null) {
                throw new IllegalStateException("two tensors are called " + tensor.name());
            }
            offset += tensor.bytes();
        }
        byte[] json = new ObjectMapper().writeValueAsBytes(header);
        int length = Math.ceilDiv(json.length, HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
        output.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        output.write(json);
        output.write(" ".repeat(length - json.length).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : sorted) {
            tensor.content().writeTo(output);
        }
    }

    /** The types of numbers, largest first. */
    public enum Type {
        F64,
        F32,
        I32,
        U16,
        U8
    }

    /** Writes a tensor's bytes. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of them. */
        void writeTo(OutputStream output) throws IOException;
    }

    private record Tensor(
            String name, Type type, List<Integer> shape, long bytes, Content content) {}
}
