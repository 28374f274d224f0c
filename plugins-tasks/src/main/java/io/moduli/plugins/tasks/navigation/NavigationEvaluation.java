package io.moduli.plugins.tasks.navigation;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * Measures how far decoded positions are from the true ones, on average over all steps of all sequences, in
 * centimetres.
 *
 * <p>{@code error} decodes the network's outputs; {@code oracle-error} decodes the targets, and is what a perfect network
 * has; {@code centre-error} is that of always answering the centre of the box, for the very same positions.
 */
final class NavigationEvaluation implements Evaluation {

    private static final double CENTIMETRES = 100;
    private static final String UNIT = "cm";

    private final Box box;
    private final PlaceDecoder decoder;

    private double error;
    private double oracleError;
    private double centreError;
    private long positions;

    NavigationEvaluation(PlaceDecoder decoder) {
        this.box = decoder.cells().box();
        this.decoder = decoder;
    }

    @Override
    public void add(Batch batch, Matrix outputs) {
        Matrix truth = batch.annotations();
        error += box.sumOfDistances(truth, decoder.decode(outputs));
        oracleError += box.sumOfDistances(truth, decoder.decode(batch.target()));
        centreError += box.sumOfDistances(truth, Matrix.allocate(2, truth.columns()));
        positions += truth.columns();
    }

    @Override
    public List<Metric> metrics() {
        if (positions == 0) {
            throw new IllegalStateException("there are no metrics before the first batch");
        }
        return List.of(
                new Metric("error", CENTIMETRES * error / positions, UNIT),
                new Metric("oracle-error", CENTIMETRES * oracleError / positions, UNIT),
                new Metric("centre-error", CENTIMETRES * centreError / positions, UNIT));
    }
}
