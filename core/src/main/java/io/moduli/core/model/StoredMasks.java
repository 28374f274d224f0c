package io.moduli.core.model;

import io.moduli.api.weight.Mask;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.model.SafetensorsReader.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads masks, which are stored as numbers 0 and 1 or as truth values. */
public final class StoredMasks {

    private static final String SUFFIX = ModelReader.maskOf("");

    private StoredMasks() {}

    /**
     * Reads all masks of a stored network.
     *
     * @param file a safetensors file
     * @return by the names of their weights, in the file's order; empty where nothing was pruned
     * @throws BadInputException where the file is malformed
     * @throws IOException where it cannot be read
     */
    public static Map<String, Mask> read(Path file) throws IOException, BadInputException {
        Map<String, Mask> masks = new LinkedHashMap<>();
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            for (Map.Entry<String, Tensor> entry : tensors.tensors().entrySet()) {
                String name = entry.getKey();
                Tensor tensor = entry.getValue();
                if (name.endsWith(SUFFIX)) {
                    if (!readable(tensor.type()) || tensor.shape().size() != 2 || tensor.shape().contains(0L)
                            || !tensor.type().equals(CompressedWeights.MASK)
                                    && tensor.shape().get(0) * tensor.shape().get(1) > Integer.MAX_VALUE) {
                        throw new BadInputException("%s: tensor %s: %s of shape %s is not a mask of rows and columns"
                                .formatted(file, name, tensor.type(), tensor.shape()));
                    }
                    masks.put(weight(name), read(
                            tensors, name, tensor, Math.toIntExact(tensor.shape().get(0)),
                            Math.toIntExact(tensor.shape().get(1))));
                }
            }
        }
        return masks;
    }

    /** The masks of compressed weights, which therefore never need to be dense. */
    static Map<String, Mask> compressed(SafetensorsReader tensors) throws IOException {
        Map<String, Mask> masks = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : tensors.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            if (tensor.type().equals(CompressedWeights.MASK)) {
                masks.put(weight(entry.getKey()), tensors.compressedMask(tensor).orElseThrow());
            }
        }
        return masks;
    }

    private static String weight(String mask) {
        return mask.substring(0, mask.length() - SUFFIX.length());
    }

    /** Whether a type is valid for masks. */
    static boolean readable(String type) {
        return type.equals("U8") || type.equals("BOOL") || type.equals(CompressedWeights.MASK)
                || SafetensorsReader.isFloat(type);
    }

    /**
     * Reads a mask.
     *
     * @param name what the tensor is called in messages
     * @param tensor one of these extents and a type that is {@link #readable}
     */
    static Mask read(SafetensorsReader tensors, String name, Tensor tensor, int rows, int columns)
            throws IOException, BadInputException {
        Optional<Mask> compressed = tensors.compressedMask(tensor);
        if (compressed.isPresent()) {
            return compressed.get();
        }
        Mask.Builder mask = Mask.builder(rows, columns);
        float[] row = new float[columns];
        for (int index = 0; index < rows; index++) {
            tensors.readRow(tensor, index, row);
            for (int column = 0; column < columns; column++) {
                if (row[column] == 1) {
                    mask.keep(index, column);
                } else if (row[column] != 0) {
                    throw new BadInputException("%s: tensor %s: entry (%d, %d) is %s, not 0 or 1".formatted(
                            tensors.path(), name, index, column, row[column]));
                }
            }
        }
        return mask.build();
    }
}
