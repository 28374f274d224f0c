package io.moduli.core.run;

import io.moduli.api.state.StateArray;
import io.moduli.api.state.Stateful;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.model.ModelReader;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.model.Safetensors;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.training.Regularization;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Stores a network under PyTorch's parameter names, with {@code <name>_mask} for weights that were pruned, the points of the
 * layers as {@code points_l0} and so on, what regularizers keep, and what the pruner keeps as {@code pruner.<name>}; a {@link
 * ModelReader} reads the network back.
 */
final class ModelFile {

    private ModelFile() {}

    /** @param description stands in the file, so that it is enough to use the network */
    static void write(RunDirectory directory, String file, Pipeline pipeline, NetworkDescription description)
            throws IOException {
        Safetensors tensors = new Safetensors();
        description.metadata().forEach(tensors::describe);
        for (Parameter parameter : pipeline.network().parameters()) {
            tensors.add(parameter);
            parameter.mask().ifPresent(mask -> tensors.add(ModelReader.maskOf(parameter.name()), mask));
        }
        Set<String> taken = new HashSet<>();
        for (int layer = 0; layer < pipeline.geometries().layers(); layer++) {
            int number = layer;
            pipeline.geometries().ofLayer(layer).ifPresent(points -> add(tensors, points, number, taken));
        }
        for (Regularization.Binding binding : pipeline.regularization().bindings()) {
            add(tensors, binding.regularizer(), binding.weight().weight().orElseThrow().layer(), taken);
        }
        for (StateArray state : pipeline.prunerState()) {
            tensors.add("pruner." + state.name(), state.shape(), state.values());
        }
        directory.write(file, tensors::writeTo);
    }

    private static void add(Safetensors tensors, Stateful component, int layer, Set<String> taken) {
        for (StateArray state : component.state()) {
            tensors.add(unused(state.name() + "_l" + layer, taken), state.shape(), state.values());
        }
    }

    /** A second regularizer with a state of one name on one layer gets a number behind it. */
    private static String unused(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }
}
