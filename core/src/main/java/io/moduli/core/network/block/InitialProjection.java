package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.maps.GradientProduct;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Initial hidden states as a linear map of the batch's features, those of the first layer above those of the second and
 * so on.
 */
public final class InitialProjection implements Block {

    private final WeightMap weight;
    private final Team team;
    private final Signal output;
    private final IntConsumer forwardPart = this::project;
    private final IntConsumer backwardPart = this::differentiate;
    private LinearMap map;
    private Matrix features;

    /**
     * @param weight [layers · hidden × features]
     * @param batch the number of sequences
     */
    public InitialProjection(WeightMap weight, int batch, Team team) {
        this.weight = weight;
        this.team = team;
        this.output = Signal.allocate(weight.parameter().rows(), batch);
        this.map = weight.current();
        this.features = output.values();
    }

    /** The initial states of a layer: some of the rows, [hidden × batch]. */
    public Signal output(int layer, int hidden) {
        return output.rows(layer * hidden, hidden);
    }

    @Override
    public StepPart part() {
        return StepPart.INPUT;
    }

    @Override
    public void forward(Pass pass) {
        if (pass.start() != Start.GIVEN) {
            return; // the sequences continue from carried states
        }
        map = weight.current();
        features = pass.batch().initialState();
        team.run(forwardPart);
    }

    @Override
    public void backward(Pass pass) {
        team.run(backwardPart);
    }

    @Override
    public void addGradient(Parameter of, int firstRow, Matrix rows) {
        if (of == weight.parameter()) {
            List<GradientProduct> products = List.of(new GradientProduct(output.gradient(), features));
            team.run(worker -> GradientProduct.add(
                    products, firstRow, rows, team.begin(rows.rows(), worker), team.end(rows.rows(), worker)));
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight.parameter());
    }

    private void project(int worker) {
        map.multiply(worker, features, output.values(), false);
    }

    private void differentiate(int worker) {
        map.gradient(worker, output.gradient(), features, false);
    }
}
