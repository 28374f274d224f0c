package io.moduli.core.run;

import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.loading.BadInputException;
import io.moduli.core.network.Network;
import io.moduli.core.run.SafetensorsReader.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a {@link ModelFile} stored back into a network of the same plan. */
final class ModelReader {

    private ModelReader() {}

    /**
     * Reads a network back: masks, which decide on how weights are stored, and values.
     *
     * @param network nothing of which was pruned yet
     * @throws BadInputException where the file is malformed or of another network
     * @throws IOException where it cannot be read
     */
    static void read(Path file, Network network) throws IOException, BadInputException {
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            requireNoOthers(tensors, network);
            for (Parameter weight : network.weights()) {
                if (tensors.tensors().containsKey(ModelFile.maskOf(weight))) {
                    Mask mask = mask(tensors, weight);
                    weight.prune(mask, network.storageOf(weight, mask));
                }
            }
            for (Parameter parameter : network.parameters()) {
                readValues(tensors, parameter);
            }
        }
    }

    private static List<Long> shape(Parameter parameter) {
        return parameter.weight().isPresent()
                ? List.of((long) parameter.rows(), (long) parameter.columns())
                : List.of((long) parameter.rows());
    }

    private static Tensor tensor(SafetensorsReader tensors, String name, String type, Parameter parameter)
            throws BadInputException {
        Tensor tensor = tensors.tensors().get(name);
        if (tensor == null) {
            throw new BadInputException(
                    "%s: there is no tensor %s, which the network has".formatted(tensors.path(), name));
        }
        if (!tensor.type().equals(type) || !tensor.shape().equals(shape(parameter))) {
            throw new BadInputException("%s: tensor %s: %s of shape %s, but the network needs %s of shape %s".formatted(
                    tensors.path(), name, tensor.type(), tensor.shape(), type, shape(parameter)));
        }
        return tensor;
    }

    /** Float64 is what regularizers know; all else is the network's. */
    private static void requireNoOthers(SafetensorsReader tensors, Network network) throws BadInputException {
        Set<String> known = new HashSet<>();
        network.parameters().forEach(parameter -> known.add(parameter.name()));
        network.weights().forEach(weight -> known.add(ModelFile.maskOf(weight)));
        for (Map.Entry<String, Tensor> entry : tensors.tensors().entrySet()) {
            if (!known.contains(entry.getKey()) && !entry.getValue().type().equals(Safetensors.Type.F64.name())) {
                throw new BadInputException("%s: tensor %s: the network has no such parameter".formatted(
                        tensors.path(), entry.getKey()));
            }
        }
    }

    private static Mask mask(SafetensorsReader tensors, Parameter weight) throws IOException, BadInputException {
        String name = ModelFile.maskOf(weight);
        Tensor tensor = tensor(tensors, name, Safetensors.Type.U8.name(), weight);
        Mask.Builder mask = Mask.builder(weight.rows(), weight.columns());
        ByteBuffer row = ByteBuffer.allocate(weight.columns());
        for (int index = 0; index < weight.rows(); index++) {
            tensors.read(tensor, (long) index * weight.columns(), row);
            for (int column = 0; column < weight.columns(); column++) {
                switch (row.get(column)) {
                    case 0 -> {}
                    case 1 -> mask.keep(index, column);
                    default -> throw new BadInputException("%s: tensor %s: entry (%d, %d) is %d, not 0 or 1".formatted(
                            tensors.path(), name, index, column, Byte.toUnsignedInt(row.get(column))));
                }
            }
        }
        return mask.build();
    }

    private static void readValues(SafetensorsReader tensors, Parameter parameter)
            throws IOException, BadInputException {
        Tensor tensor = tensor(tensors, parameter.name(), Safetensors.Type.F32.name(), parameter);
        int rowBytes = Math.multiplyExact(parameter.columns(), Float.BYTES);
        ByteBuffer row = ByteBuffer.allocate(rowBytes);
        float[] values = new float[parameter.columns()];
        for (int index = 0; index < parameter.rows(); index++) {
            tensors.read(tensor, (long) index * rowBytes, row);
            row.asFloatBuffer().get(values);
            for (int column = 0; column < values.length; column++) {
                if (values[column] != 0 && parameter.mask().isPresent()
                        && !parameter.mask().get().keeps(index, column)) {
                    throw new BadInputException(
                            "%s: tensor %s: entry (%d, %d) is %s, but its mask removes it".formatted(
                                    tensors.path(), parameter.name(), index, column, values[column]));
                }
            }
            parameter.writeRow(index, values);
        }
    }
}
