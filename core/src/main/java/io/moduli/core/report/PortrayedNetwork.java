package io.moduli.core.report;

import io.moduli.api.task.OpenTask;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.training.Regularization;

/**
 * A network as it is at some moment of a run, which a report shows.
 *
 * @param file the name under which it is stored, such as {@code model.safetensors}
 * @param moment when it was so, such as {@code at the end of the run}
 * @param first whether it is the first network that the report shows, whose pictures are called by what they show alone
 * @param network the network
 * @param regularization the regularizers
 * @param geometries where the units of its layers lie
 * @param task what may show something of the network
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

    /** What a gate of its cells is called: {@code gate 2}, or by the name that the cell has for it. */
    String gateName(int gate) {
        String name = network.plan().settings().cell().gateNames().get(gate);
        return name.matches("[0-9]+") ? "gate " + name : name;
    }

    /** What the names of its pictures begin with. */
    String prefix() {
        return first ? "" : stem() + "-";
    }

    private String stem() {
        return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
    }
}
