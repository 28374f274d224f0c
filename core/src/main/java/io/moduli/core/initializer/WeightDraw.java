package io.moduli.core.initializer;

import io.moduli.api.RandomStreams;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Sets the first values of parameters: weights of the roles that an initializer applies to by that initializer,
 * everything else uniformly at random. Each parameter has its own random stream, so draws for one never affect another.
 */
public final class WeightDraw {

    private final Optional<WeightInitializer> initializer;
    private final LayerGeometries geometries;
    /** Learned points move, but the first weights of a run must be the same whenever they are drawn. */
    private final LayerGeometries firstGeometries;
    /** The first masks of the weights that began sparse. */
    private final Map<String, Mask> startingMasks = new HashMap<>();
    private boolean drawn;

    /**
     * Prepares the draws of a run, before any of its points move.
     *
     * @param initializer the initializer of the weights of some roles, if there is one
     * @param geometries the positions of the units of the network's layers
     */
    public WeightDraw(Optional<WeightInitializer> initializer, LayerGeometries geometries) {
        this.initializer = initializer;
        this.geometries = geometries;
        this.firstGeometries = geometries.copy();
    }

    /** Draws everything uniformly. */
    public static WeightDraw uniform() {
        return new WeightDraw(Optional.empty(), LayerGeometries.none(0));
    }

    /**
     * Draws the values that a run begins with. They are the same at any time: an initializer sees the points and masks
     * as they were when this was first called, and nothing that was pruned since, although removed entries stay 0.
     *
     * @param streams the parent of a stream for each parameter
     */
    public void drawFirst(List<Parameter> parameters, RandomStreams streams) {
        if (!drawn) {
            parameters.forEach(parameter -> parameter.mask()
                    .ifPresent(mask -> startingMasks.put(parameter.name(), mask)));
            drawn = true;
        }
        for (Parameter parameter : parameters) {
            draw(parameter, firstGeometries, Optional.ofNullable(startingMasks.get(parameter.name())), streams,
                    Parameter::draw);
        }
    }

    /**
     * Draws fresh values for weights as they are now: an initializer sees the current points and masks.
     *
     * @param streams the parent of a stream for each parameter
     */
    public void drawFresh(List<Parameter> parameters, RandomStreams streams) {
        for (Parameter parameter : parameters) {
            draw(parameter, geometries, parameter.mask(), streams, Parameter::draw);
        }
    }

    /**
     * Draws fresh values that suit the structure that masks leave: as {@link #drawFresh}, but the few surviving entries
     * of a row are drawn {@linkplain Parameter#drawSparse from a wider range}.
     *
     * @param streams the parent of a stream for each parameter
     */
    public void drawSparse(List<Parameter> parameters, RandomStreams streams) {
        for (Parameter parameter : parameters) {
            draw(parameter, geometries, parameter.mask(), streams, Parameter::drawSparse);
        }
    }

    private void draw(
            Parameter parameter, LayerGeometries places, Optional<Mask> mask, RandomStreams streams,
            BiConsumer<Parameter, RandomGenerator> uniformly) {
        RandomGenerator random = streams.stream(parameter.name());
        Optional<WeightInitializer> responsible = initializer.filter(one -> parameter.weight().map(WeightShape::role)
                .filter(one.on()::contains)
                .isPresent());
        if (responsible.isPresent()) {
            WrittenWeight weight = new WrittenWeight(
                    parameter, places.place(parameter.weight().orElseThrow()), mask, random);
            weight.clear();
            responsible.get().initialize(weight);
        } else {
            uniformly.accept(parameter, random);
        }
    }
}
