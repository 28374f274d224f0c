package io.moduli.scaffold;

import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.plugin.ExtensionPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kind of a new plugin: an extension point with a worked example. */
public enum ComponentKind {

    /** A space that units are placed in. */
    MODULI_SPACE("Space", "moduli space", "the hyperbolic plane"),
    /** A function of the distance. */
    INHIBITOR("Inhibitor", "inhibitor", "the Laplacian kernel"),
    /** A penalty on weights. */
    REGULARIZER("Regularizer", "regularizer", "the cost of wiring"),
    /** A recurrent cell. */
    RECURRENT_CELL("Cell", "recurrent cell", "a leaky integrator"),
    /** First values of weights. */
    WEIGHT_INITIALIZER("Initializer", "weight initializer", "a kernel of the distance"),
    /** A rule that chooses which weights are removed. */
    PRUNER("Pruner", "pruner", "pruning to the shortest connections"),
    /** A course of sparsity. */
    SPARSITY_SCHEDULE("Schedule", "sparsity schedule", "iterative pruning"),
    /** What a network is trained on. */
    TASK("Task", "task", "to continue a sine wave");

    private final String suffix;
    private final String noun;
    private final String subject;

    ComponentKind(String suffix, String noun, String subject) {
        this.suffix = suffix;
        this.noun = noun;
        this.subject = subject;
    }

    /**
     * The kind of a name.
     *
     * @throws BadInputException if there is none
     */
    public static ComponentKind of(String name) throws BadInputException {
        List<String> names = Arrays.stream(values()).map(ComponentKind::toString).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new BadInputException("--kind %s: there is no such kind%s; there are %s".formatted(name,
                    Nearest.hint(name, names), String.join(", ", names)));
        }
        return values()[index];
    }

    /** The suffix of the component's class name. */
    public String suffix() {
        return suffix;
    }

    /** The name of such a component within a sentence. */
    public String noun() {
        return noun;
    }

    /** What the worked example is, in a few words within a sentence. */
    public String subject() {
        return subject;
    }

    /** The extension point that it is named after. */
    ExtensionPoint<?> extensionPoint() {
        return ExtensionPoint.all().stream().filter(point -> point.name().equals(toString())).findFirst().orElseThrow();
    }

    /** The name as it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
