package io.moduli.core.run;

import io.moduli.api.state.StateArray;
import io.moduli.api.state.Stateful;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.model.ModelReader;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.model.Safetensors;
import io.moduli.core.model.SafetensorsReader;
import io.moduli.core.model.SafetensorsReader.Tensor;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.training.Regularization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores a network under PyTorch's parameter names, with {@code <name>_mask} for weights that were pruned, the points
 * of the layers as {@code points_l0} and so on, the state of regularizers, and that of the pruner as
 * {@code pruner.<name>}; a {@link ModelReader} reads the network back.
 */
final class ModelFile {

    private ModelFile() {}

    /** @param description a description stored in the file, so that the file is enough to use the network */
    static void write(RunDirectory directory, String file, Pipeline pipeline, NetworkDescription description)
            throws IOException {
        Safetensors tensors = new Safetensors();
        description.metadata().forEach(tensors::describe);
        for (Parameter parameter : pipeline.network().parameters()) {
            tensors.addWithMask(parameter);
        }
        for (StoredState stored : states(pipeline)) {
            for (int index = 0; index < stored.names().size(); index++) {
                StateArray state = stored.component().state().get(index);
                tensors.add(stored.names().get(index), state.shape(), state.values());
            }
        }
        for (StateArray state : pipeline.prunerState()) {
            tensors.add("pruner." + state.name(), state.shape(), state.values());
        }
        directory.write(file, tensors::writeTo);
    }

    /**
     * Reads a network back into a pipeline that has not started, with the points of its layers and the state of its
     * regularizers.
     *
     * @throws BadInputException if the file is malformed or of another network
     */
    static void read(Path file, Pipeline pipeline) throws IOException, BadInputException {
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            for (StoredState stored : states(pipeline)) {
                List<StateArray> arrays = new ArrayList<>();
                for (int index = 0; index < stored.names().size(); index++) {
                    Tensor tensor = tensors.tensors().get(stored.names().get(index));
                    if (tensor == null) {
                        throw new BadInputException(
                                "%s: there is no tensor %s".formatted(file, stored.names().get(index)));
                    }
                    arrays.add(new StateArray(
                            stored.component().state().get(index).name(),
                            tensor.shape().stream().map(Math::toIntExact).toList(), tensors.readDoubles(tensor)));
                }
                stored.component().restore(arrays);
            }
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            throw new BadInputException("%s: %s".formatted(file, unfit.getMessage()), unfit);
        }
        ModelReader.read(file, pipeline.network());
    }

    /** Points and regularizers, with the names of their arrays in the file. */
    private static List<StoredState> states(Pipeline pipeline) {
        Set<String> taken = new HashSet<>();
        List<StoredState> all = new ArrayList<>();
        for (int layer = 0; layer < pipeline.geometries().layers(); layer++) {
            int number = layer;
            pipeline.geometries().ofLayer(layer)
                    .ifPresent(points -> all.add(StoredState.of(points, number, taken)));
        }
        for (Regularization.Binding binding : pipeline.regularization().bindings()) {
            int layer = binding.weight().weight().orElseThrow().layer();
            all.add(StoredState.of(binding.regularizer(), layer, taken));
        }
        return all;
    }

    private record StoredState(Stateful component, List<String> names) {

        static StoredState of(Stateful component, int layer, Set<String> taken) {
            return new StoredState(component, component.state().stream()
                    .map(state -> unused(state.name() + "_l" + layer, taken)).toList());
        }
    }

    /** If a second regularizer on a layer has a state of the same name, a number is appended. */
    private static String unused(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }
}
