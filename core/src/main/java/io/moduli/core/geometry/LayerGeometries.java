package io.moduli.core.geometry;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The geometries of a network's layers: created once, before anything else is drawn, and read by everything that is
 * bound to a weight. Learned points are moved here, at the end of each training step.
 *
 * <p>The units of a layer are numbered along its geometry. The weights that pruning leaves are those among near units;
 * with this numbering they multiply neighbouring rows of the states, which are more often in a worker's own cache.
 * Before training, units differ only in their points, so this changes the distribution of no result.
 */
public final class LayerGeometries {

    /**
     * The stream's name is older than the geometry (it was the first regularizer's on a recurrent weight), so that
     * seeds keep their points.
     */
    private static final String STREAM = "0/rnn.weight_hh_l";

    private record Placed(UnitPoints points, Optional<Learning> learning) {}

    private final List<Optional<Placed>> layers;
    private final int hidden;
    private final FeaturePlaces features;

    private LayerGeometries(List<Optional<Placed>> layers, int hidden, FeaturePlaces features) {
        this.layers = layers;
        this.hidden = hidden;
        this.features = features;
    }

    /** A network with this many layers, none of which has a geometry. */
    public static LayerGeometries none(int layers) {
        return new LayerGeometries(Collections.nCopies(layers, Optional.empty()), 0, FeaturePlaces.NONE);
    }

    /** Given points, one geometry for each layer; they stay fixed. */
    public static LayerGeometries fixed(List<UnitPoints> layers) {
        return new LayerGeometries(
                layers.stream().map(points -> Optional.of(new Placed(points, Optional.empty()))).toList(),
                layers.getFirst().units(), FeaturePlaces.NONE);
    }

    /**
     * Chooses the points of all layers. They depend only on the streams and the number of the layer.
     *
     * @param settings none, one for all layers, or one for each
     * @param layers how many layers the network has
     * @param hidden units in a layer
     * @param streams the parent of a stream for each layer
     */
    public static LayerGeometries draw(
            List<GeometrySettings> settings, int layers, int hidden, RandomStreams streams) {
        if (settings.isEmpty()) {
            return none(layers);
        }
        List<Optional<Placed>> placed = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            GeometrySettings ofLayer = settings.get(settings.size() == 1 ? 0 : layer);
            UnitPoints points = points(ofLayer, hidden, streams.stream(STREAM + layer));
            placed.add(Optional.of(new Placed(points, ofLayer.learn())));
        }
        return new LayerGeometries(placed, hidden, FeaturePlaces.NONE);
    }

    private static UnitPoints points(GeometrySettings settings, int hidden, RandomGenerator random) {
        ModuliSpace space = settings.space();
        double[][] drawn = switch (settings.points()) {
            case UNIFORM -> EvenPoints.drawn(space, hidden, random);
            case EVEN -> EvenPoints.on(space, hidden, random);
        };
        // The order does not depend on the unit of length, whose computation would need all pairs.
        int[] order = new UnitPoints(space, DistanceScale.AS_IS, drawn).order();
        double[][] numbered = new double[hidden][];
        for (int unit = 0; unit < hidden; unit++) {
            numbered[unit] = drawn[order[unit]];
        }
        return new UnitPoints(space, settings.scale(), numbered);
    }

    /** The same geometries beside features that lie somewhere. */
    public LayerGeometries with(FeaturePlaces places) {
        return new LayerGeometries(layers, hidden, places);
    }

    /** The same geometries as they are now, with points of their own that stay fixed. */
    public LayerGeometries copy() {
        return new LayerGeometries(
                layers.stream()
                        .map(layer -> layer.map(placed -> new Placed(placed.points().copy(), Optional.empty())))
                        .toList(),
                hidden, features);
    }

    /** How many layers there are, with or without a geometry. */
    public int layers() {
        return layers.size();
    }

    /** The geometry of a layer, counted from 0, if it has one. */
    public Optional<UnitPoints> ofLayer(int layer) {
        return layers.get(layer).map(Placed::points);
    }

    /** A weight of the network with the geometries of the units and features that it connects. */
    public PlacedWeight place(WeightShape shape) {
        int last = layers.size() - 1;
        return switch (shape.role()) {
            case INPUT -> new PlacedWeight(
                    shape, geometry(shape.layer()),
                    shape.layer() == 0 ? features(0, shape.role()) : geometry(shape.layer() - 1));
            case RECURRENT -> new PlacedWeight(shape, geometry(shape.layer()), geometry(shape.layer()));
            case READ_OUT -> new PlacedWeight(shape, features(last, shape.role()), geometry(last));
            case INITIAL_STATE -> shape.units() == hidden
                    ? new PlacedWeight(shape, geometry(0), features(0, shape.role()))
                    : PlacedWeight.nowhere(shape);
            case EMBEDDING -> PlacedWeight.nowhere(shape);
        };
    }

    private Optional<LayerGeometry> features(int layer, WeightRole role) {
        return geometry(layer).flatMap(units -> features.on(units.space(), role));
    }

    private Optional<LayerGeometry> geometry(int layer) {
        return ofLayer(layer).map(LayerGeometry.class::cast);
    }

    /** Writes the points of the units. */
    public void save(StateWriter state) {
        for (int layer = 0; layer < layers.size(); layer++) {
            String name = "layer-" + layer;
            ofLayer(layer).ifPresent(points -> state.arrays(name, points.state()));
        }
    }

    /** Restores what {@link #save} wrote. */
    public void restore(StateReader state) {
        for (int layer = 0; layer < layers.size(); layer++) {
            String name = "layer-" + layer;
            ofLayer(layer).ifPresent(points -> points.restore(state.arrays(name)));
        }
    }

    /**
     * Begins a training step.
     *
     * @param epoch the epoch of the stage, from 1
     * @param learning whether the stage learns points at all
     */
    public void beginStep(int epoch, boolean learning) {
        for (Optional<Placed> layer : layers) {
            if (layer.isPresent()) {
                Optional<Learning> learned = layer.get().learning();
                layer.get().points().beginStep(learning && learned.isPresent() && learned.get().moves(epoch));
            }
        }
    }

    /**
     * Ends a training step: moves the points that are learned in it.
     *
     * @param epoch as for {@link #beginStep}
     * @param loop the threads to use
     * @return whether all points and the gradients with respect to them are finite
     */
    public boolean endStep(int epoch, ParallelLoop loop) {
        boolean finite = true;
        for (Optional<Placed> layer : layers) {
            if (layer.isPresent() && layer.get().points().learning()) {
                double rate = layer.get().learning().orElseThrow().rate(epoch);
                finite &= layer.get().points().descend(rate, loop);
            }
        }
        return finite;
    }
}
