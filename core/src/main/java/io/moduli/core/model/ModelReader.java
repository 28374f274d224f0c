package io.moduli.core.model;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.model.SafetensorsReader.Tensor;
import io.moduli.core.network.Network;
import io.moduli.core.network.StoredWeights.Missing;
import io.moduli.core.network.StoredWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads a stored network back into a network of the same plan, whether it was stored by a run or, under the same names,
 * by another program: values as float32, float16 or bfloat16 numbers, masks as numbers or truth values. Tied weights,
 * which a run stores once, as the embedding, may also, or instead, be stored as the read-out's weight.
 */
public final class ModelReader {

    /** PyTorch's name of the read-out weight that may be tied to the embedding. */
    private static final String READ_OUT = "decoder.weight";

    private final SafetensorsReader file;
    /** By the names that they have here. */
    private final Map<String, Tensor> tensors;
    private final Network network;
    private final Missing missing;

    private ModelReader(SafetensorsReader file, Map<String, Tensor> tensors, Network network, Missing missing) {
        this.file = file;
        this.tensors = tensors;
        this.network = network;
        this.missing = missing;
    }

    /**
     * Reads a network back: masks, which determine how weights are stored, and values.
     *
     * @param network a network of which nothing has been pruned
     * @throws BadInputException if the file is malformed or belongs to another network
     * @throws IOException if it cannot be read
     */
    public static void read(Path file, Network network) throws IOException, BadInputException {
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            ModelReader reader = new ModelReader(tensors, tensors.tensors(), network, Missing.REFUSE);
            reader.requireNoOthers();
            reader.readMasks();
            reader.readValues(true);
        }
    }

    /**
     * Reads a network to start training from.
     *
     * @param network a network whose parameters have their drawn values, which parameters keep if they are allowed to
     *     be missing
     * @param masks whether masks are read, too; otherwise values are read for the surviving entries of the network as
     *     it is
     * @throws BadInputException if the file is malformed or belongs to another network, or has values that are not
     *     finite
     * @throws IOException if it cannot be read
     */
    public static void read(StoredWeights weights, Network network, boolean masks)
            throws IOException, BadInputException {
        Path file = StoredNetwork.fileOf(weights.from());
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            Map<String, Tensor> renamed = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> entry : tensors.tensors().entrySet()) {
                String name = weights.names().stream().filter(one -> entry.getKey().startsWith(one.stored()))
                        .findFirst().map(one -> one.apply(entry.getKey())).orElse(entry.getKey());
                if (renamed.put(name, entry.getValue()) != null) {
                    throw new BadInputException("%s: two tensors are called %s here, one of them %s in the file"
                            .formatted(file, name, entry.getKey()));
                }
            }
            ModelReader reader = new ModelReader(tensors, renamed, network, weights.missing());
            reader.requireNoOthers();
            if (masks) {
                reader.readMasks();
            }
            reader.readValues(masks);
        }
        Optional<Parameter> ruined = network.notFinite();
        if (ruined.isPresent()) {
            throw new BadInputException("%s: tensor %s has values that are not finite".formatted(
                    file, ruined.get().name()));
        }
    }

    /** The name of a weight's mask. */
    public static String maskOf(String weight) {
        return weight + "_mask";
    }

    private void readMasks() throws IOException, BadInputException {
        for (Parameter weight : network.weights()) {
            List<String> masks = there(names(weight).stream().map(ModelReader::maskOf).toList());
            if (!masks.isEmpty()) {
                Mask mask = mask(masks.getFirst(), weight);
                weight.prune(mask, network.storageOf(weight, mask));
                requireEqual(masks, weight, StoredMasks::readable);
            }
        }
    }

    /** @param masked whether removed entries must be 0 in the file */
    private void readValues(boolean masked) throws IOException, BadInputException {
        for (Parameter parameter : network.parameters()) {
            List<String> values = there(names(parameter));
            if (!values.isEmpty()) {
                readValues(values.getFirst(), parameter, masked);
                requireEqual(values, parameter, SafetensorsReader::isFloat);
            } else if (missing == Missing.REFUSE) {
                throw new BadInputException("%s: there is no tensor %s, which the network has".formatted(
                        file.path(), String.join(" or ", names(parameter))));
            }
        }
    }

    /** The possible names of a parameter. */
    private List<String> names(Parameter parameter) {
        boolean tied = network.plan().settings().tied()
                && parameter.weight().map(WeightShape::role).filter(WeightRole.EMBEDDING::equals).isPresent();
        return tied ? List.of(parameter.name(), READ_OUT) : List.of(parameter.name());
    }

    private List<String> there(List<String> names) {
        return names.stream().filter(tensors::containsKey).toList();
    }

    private static List<Long> shape(Parameter parameter) {
        return parameter.weight().isPresent()
                ? List.of((long) parameter.rows(), (long) parameter.columns())
                : List.of((long) parameter.rows());
    }

    /** A tensor that exists, has a type that can be read and has the parameter's shape. */
    private Tensor tensor(String name, Parameter parameter, Predicate<String> readable) throws BadInputException {
        Tensor tensor = Objects.requireNonNull(tensors.get(name));
        if (!readable.test(tensor.type()) || !tensor.shape().equals(shape(parameter))) {
            throw new BadInputException("%s: tensor %s: %s of shape %s, but the network needs %s of shape %s".formatted(
                    file.path(), name, tensor.type(), tensor.shape(),
                    readable.test("U8") ? "U8, BOOL, F32, F16 or BF16" : "F32, F16 or BF16", shape(parameter)));
        }
        return tensor;
    }

    /** Float64 is used only for the state of regularizers; everything else is the network's. */
    private void requireNoOthers() throws BadInputException {
        Set<String> known = new HashSet<>();
        network.parameters().forEach(parameter -> known.addAll(names(parameter)));
        network.weights().forEach(weight -> names(weight).forEach(name -> known.add(maskOf(name))));
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            if (!known.contains(entry.getKey()) && !entry.getValue().type().equals(Safetensors.Type.F64.name())) {
                throw new BadInputException("%s: tensor %s: the network has no such parameter".formatted(
                        file.path(), entry.getKey()));
            }
        }
    }

    /** A tensor that is stored under two names must be the same under both. */
    private void requireEqual(List<String> names, Parameter parameter, Predicate<String> readable)
            throws IOException, BadInputException {
        float[] first = new float[parameter.columns()];
        float[] other = new float[parameter.columns()];
        for (String name : names.subList(1, names.size())) {
            for (int row = 0; row < parameter.rows(); row++) {
                file.readRow(tensor(names.getFirst(), parameter, readable), row, first);
                file.readRow(tensor(name, parameter, readable), row, other);
                int column = Arrays.mismatch(first, other);
                if (column >= 0) {
                    throw new BadInputException(
                            "%s: tensor %s: entry (%d, %d) is %s, but %s of %s, and the network's weights are tied"
                                    .formatted(file.path(), name, row, column, other[column], first[column],
                                            names.getFirst()));
                }
            }
        }
    }

    private Mask mask(String name, Parameter weight) throws IOException, BadInputException {
        return StoredMasks.read(
                file, name, tensor(name, weight, StoredMasks::readable), weight.rows(), weight.columns());
    }

    private void readValues(String name, Parameter parameter, boolean masked) throws IOException, BadInputException {
        Tensor tensor = tensor(name, parameter, SafetensorsReader::isFloat);
        float[] values = new float[parameter.columns()];
        for (int index = 0; index < parameter.rows(); index++) {
            file.readRow(tensor, index, values);
            for (int column = 0; column < values.length; column++) {
                if (masked && values[column] != 0 && parameter.mask().isPresent()
                        && !parameter.mask().get().keeps(index, column)) {
                    throw new BadInputException(
                            "%s: tensor %s: entry (%d, %d) is %s, but its mask removes it".formatted(
                                    file.path(), name, index, column, values[column]));
                }
            }
            parameter.writeRow(index, values);
        }
    }
}
