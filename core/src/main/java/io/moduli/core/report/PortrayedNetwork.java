package io.moduli.core.report;

import io.moduli.api.task.OpenTask;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.training.Regularization;

/**
 * A network at some moment of a run, as a report shows it.
 *
 * @param file the name under which it is stored, such as {@code model.safetensors}
 * @param moment the moment, such as {@code at the end of the run}
 * @param first whether it is the first network of the report, whose pictures are named without a prefix
 * @param network the network
 * @param regularization the regularizers
 * @param geometries the positions of the units of its layers
 * @param task the task, which may show exhibits
 */
public record PortrayedNetwork(
        String file,
        String moment,
        boolean first,
        Network network,
        Regularization regularization,
        LayerGeometries geometries,
        OpenTask task) {

    private static final String EXTENSION = ".safetensors";

    /** The name of a gate of its cells: {@code gate 2}, or the cell's own name for it. */
    String gateName(int gate) {
        String name = network.plan().settings().cell().gateNames().get(gate);
        return name.matches("[0-9]+") ? "gate " + name : name;
    }

    /** The prefix of the names of its pictures. */
    String prefix() {
        return first ? "" : stem() + "-";
    }

    private String stem() {
        return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
    }
}
