package io.moduli.core.plugin;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of the fixed kinds of component that plugins add. The list is closed: it mirrors the methods of {@link Plugin}.
 *
 * @param <T> what components of this kind implement
 */
public final class ExtensionPoint<T> {

    /** Spaces that hidden units are placed in. */
    public static final ExtensionPoint<ModuliSpace> MODULI_SPACE = new ExtensionPoint<>("moduli-space",
            ModuliSpace.class, Plugin::moduliSpaces);

    /** Functions from a geodesic distance to the cost of a weight. */
    public static final ExtensionPoint<Inhibitor> INHIBITOR = new ExtensionPoint<>("inhibitor", Inhibitor.class,
            Plugin::inhibitors);

    /** Penalties on weights. */
    public static final ExtensionPoint<Regularizer> REGULARIZER = new ExtensionPoint<>("regularizer", Regularizer.class,
            Plugin::regularizers);

    /** The point-wise mathematics of recurrent layers. */
    public static final ExtensionPoint<RecurrentCell> RECURRENT_CELL = new ExtensionPoint<>("recurrent-cell",
            RecurrentCell.class, Plugin::recurrentCells);

    /** First values of weights. */
    public static final ExtensionPoint<WeightInitializer> WEIGHT_INITIALIZER = new ExtensionPoint<>(
            "weight-initializer", WeightInitializer.class, Plugin::weightInitializers);

    /** Rules that choose which weights are removed. */
    public static final ExtensionPoint<Pruner> PRUNER = new ExtensionPoint<>("pruner", Pruner.class, Plugin::pruners);

    /** Courses of sparsity over the epochs. */
    public static final ExtensionPoint<SparsitySchedule> SPARSITY_SCHEDULE = new ExtensionPoint<>("sparsity-schedule",
            SparsitySchedule.class, Plugin::sparsitySchedules);

    /** Tasks that a network is trained on. */
    public static final ExtensionPoint<Task> TASK = new ExtensionPoint<>("task", Task.class, Plugin::tasks);

    private static final List<ExtensionPoint<?>> ALL = List.of(MODULI_SPACE, INHIBITOR, REGULARIZER, RECURRENT_CELL,
            WEIGHT_INITIALIZER, PRUNER, SPARSITY_SCHEDULE, TASK);

    private final String name;
    private final Class<T> type;
    private final Function<Plugin, List<ComponentFactory<?, ? extends T>>> listing;

    private ExtensionPoint(
            String name, Class<T> type, Function<Plugin, List<ComponentFactory<?, ? extends T>>> listing) {
        this.name = name;
        this.type = type;
        this.listing = listing;
    }

    /** All extension points, in the order of {@link Plugin}'s methods. */
    public static List<ExtensionPoint<?>> all() {
        return ALL;
    }

    /** The extension point whose components have exactly this type. */
    public static Optional<ExtensionPoint<?>> ofType(Class<?> type) {
        for (ExtensionPoint<?> point : ALL) {
            if (point.type.equals(type)) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }

    /** Its name for users: {@code moduli-space}. */
    public String name() {
        return name;
    }

    /** The interface of its components. */
    public Class<T> type() {
        return type;
    }

    /** What a plugin contributes to it, unchecked. */
    public List<ComponentFactory<?, ? extends T>> factories(Plugin plugin) {
        return listing.apply(plugin);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
