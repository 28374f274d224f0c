package io.moduli.api.regularizer;

import io.moduli.api.geometry.ModuliSpace;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a layer's neurons lie, for those who draw or number them.
 *
 * @param space the space
 * @param points a point for each neuron
 * @param cost the cost of a weight by the distance of its neurons, c(d), as the regularizer applies it
 */
public record NeuronGeometry(ModuliSpace space, List<double[]> points, DoubleUnaryOperator cost) {

    public NeuronGeometry {
        points = points.stream().map(double[]::clone).toList();
    }
}
