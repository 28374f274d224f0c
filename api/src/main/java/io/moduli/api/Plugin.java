package io.moduli.api;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Task;
import java.util.List;

/**
 * The one service interface: what a jar adds to Moduli.
 *
 * <p>A jar names its implementation in {@code META-INF/services/io.moduli.api.Plugin}; the host finds it with
 * {@link java.util.ServiceLoader}. The class needs a public constructor without parameters that does nothing expensive, since
 * it is called for every installed plugin whenever the command starts. Override the lists of the extension points that the
 * plugin contributes to and leave the others.
 */
public interface Plugin {

    /**
     * The plugin's own name, unique among the installed ones.
     *
     * @return lower-case words joined by hyphens, such as {@code hyperbolic-spaces}
     */
    String id();

    /** What the plugin is for, in one line. */
    default String description() {
        return "";
    }

    /** Spaces that hidden units can be placed in. */
    default List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
        return List.of();
    }

    /** Functions from a geodesic distance to the cost of a weight. */
    default List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
        return List.of();
    }

    /** Penalties on weights. */
    default List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
        return List.of();
    }

    /** Recurrent cells. */
    default List<ComponentFactory<?, ? extends RecurrentCell>> recurrentCells() {
        return List.of();
    }

    /** First values of weights. */
    default List<ComponentFactory<?, ? extends WeightInitializer>> weightInitializers() {
        return List.of();
    }

    /** Rules that choose which weights are removed. */
    default List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of();
    }

    /** Schedules of sparsity over the epochs. */
    default List<ComponentFactory<?, ? extends SparsitySchedule>> sparsitySchedules() {
        return List.of();
    }

    /** Tasks that a network is trained on. */
    default List<ComponentFactory<?, ? extends Task>> tasks() {
        return List.of();
    }
}
