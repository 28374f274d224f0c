package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.TokenKernels;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Looks tokens up: column c of the output is row tokens[c] of the embedding, and the gradient is scattered back in the
 * same way.
 */
public final class TokenEmbedding implements Block {

    private final WeightMap weight;
    private final Team team;
    private final Signal output;
    private final boolean shared;
    private final IntConsumer gatherPart = this::gather;
    private final IntConsumer scatterPart = this::scatter;
    private LinearMap map;
    private int[] tokens = {};

    /**
     * @param weight the embedding, [vocabulary × features]
     * @param columns columns of a batch's sequences
     * @param shared whether another use has already written its gradient, to which this one is added
     */
    public TokenEmbedding(WeightMap weight, Team team, int columns, boolean shared) {
        this.weight = weight;
        this.team = team;
        this.shared = shared;
        this.output = Signal.allocate(weight.parameter().columns(), columns);
        this.map = weight.current();
    }

    /** The looked-up rows, [features × columns]. */
    public Signal output() {
        return output;
    }

    @Override
    public StepPart part() {
        return StepPart.INPUT;
    }

    @Override
    public void forward(Pass pass) {
        map = weight.current();
        tokens = pass.batch().tokens();
        team.run(gatherPart);
    }

    @Override
    public void backward(Pass pass) {
        team.run(scatterPart);
    }

    @Override
    public void addGradient(Parameter of, int firstRow, Matrix rows) {
        if (of == weight.parameter()) {
            team.run(worker -> TokenKernels.scatterBlock(
                    rows, firstRow, tokens, output.gradient(), team.begin(rows.columns(), worker),
                    team.end(rows.columns(), worker)));
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight.parameter());
    }

    private void gather(int worker) {
        map.gather(worker, tokens, output.values());
    }

    private void scatter(int worker) {
        map.scatter(worker, tokens, output.gradient(), shared);
    }
}
