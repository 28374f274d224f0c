package io.moduli.core.network;

import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.ReadOut;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Block;
import io.moduli.core.network.block.Dropout;
import io.moduli.core.network.block.FusedReadOut;
import io.moduli.core.network.block.InitialProjection;
import io.moduli.core.network.block.Signal;
import io.moduli.core.network.block.TokenEmbedding;
import io.moduli.core.network.recurrent.LayerDefinition;
import io.moduli.core.network.recurrent.LayerExtents;
import io.moduli.core.network.recurrent.LayerParameters;
import io.moduli.core.network.recurrent.RecurrentLayer;
import io.moduli.core.network.recurrent.SequenceShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The blocks of a network, and those among them that are accessed from outside.
 *
 * @param all all blocks, in the order in which a batch passes through them
 * @param layers the recurrent ones, whose states are accessed
 * @param readOut the last one, which has the outputs and their loss
 */
record NetworkBlocks(List<Block> all, List<RecurrentLayer> layers, FusedReadOut readOut) {

    /**
     * Allocates the blocks of a plan.
     *
     * @param parameters gives each parameter of the plan, new or another network's
     */
    static NetworkBlocks of(NetworkPlan plan, Team team, Function<ParameterPlan, Parameter> parameters) {
        return new Builder(plan, team, parameters).build();
    }

    /** Every parameter once, in the order of the blocks. */
    List<Parameter> parameters() {
        return all.stream().flatMap(block -> block.parameters().stream()).distinct().toList();
    }

    /** Chains the blocks. */
    private static final class Builder {

        private final NetworkPlan plan;
        private final Team team;
        private final Function<ParameterPlan, Parameter> parameters;
        private final List<Block> all = new ArrayList<>();
        private final List<RecurrentLayer> layers = new ArrayList<>();

        Builder(NetworkPlan plan, Team team, Function<ParameterPlan, Parameter> parameters) {
            this.plan = plan;
            this.team = team;
            this.parameters = parameters;
        }

        NetworkBlocks build() {
            Optional<InitialProjection> initial = plan.task().initialState() instanceof InitialState.Projected
                    ? Optional.of(added(new InitialProjection(
                            use(plan.initialState()), plan.task().batchSize(), team)))
                    : Optional.empty();
            Optional<WeightMap> embeddingWeight = plan.task().input() instanceof Input.Tokens
                    ? Optional.of(use(plan.embeddingWeight()))
                    : Optional.empty();
            Optional<Signal> signal = embeddingWeight.map(weight -> added(new TokenEmbedding(
                    weight, team, plan.task().sequenceColumns(), plan.settings().tied())).output());
            for (int number = 0; number < plan.settings().layers(); number++) {
                int layer = number;
                Optional<Signal> start = initial.map(from -> from.output(layer, plan.settings().hidden()));
                signal = Optional.of(layer(layer, signal.map(from -> dropout(layer, from)), start).output());
            }
            Signal hidden = dropout(plan.settings().layers(), layers.getLast().output());
            WeightMap weight = plan.readOutWeight().isPresent()
                    ? use(plan.readOutWeight())
                    : embeddingWeight.orElseThrow();
            FusedReadOut readOut = added(new FusedReadOut(
                    weight, plan.readOutBias().map(parameters), team, hidden));
            return new NetworkBlocks(List.copyOf(all), List.copyOf(layers), readOut);
        }

        private <B extends Block> B added(B block) {
            all.add(block);
            return block;
        }

        private WeightMap use(Optional<ParameterPlan> weight) {
            return new WeightMap(parameters.apply(weight.orElseThrow()), team);
        }

        private RecurrentLayer layer(int number, Optional<Signal> input, Optional<Signal> initialHidden) {
            NetworkSettings settings = plan.settings();
            int batch = plan.task().batchSize();
            boolean last = number == settings.layers() - 1;
            LayerDefinition definition = new LayerDefinition(
                    settings.cell(),
                    LayerParameters.of(
                            plan.layer(number).stream().map(parameters).toList(), settings.bias()),
                    new LayerExtents(settings.hidden(), plan.task().sequenceLength(), batch),
                    !last || plan.task().readOut() == ReadOut.EVERY_STEP);
            RecurrentLayer layer = added(new RecurrentLayer(
                    definition, team, bytes -> SequenceShare.forTeam(batch, team.size(), bytes), input,
                    initialHidden));
            layers.add(layer);
            return layer;
        }

        /** Applies dropout to a signal, if the network has any. */
        private Signal dropout(int place, Signal signal) {
            double probability = plan.settings().dropout();
            return probability == 0 ? signal : added(new Dropout(probability, place, signal, team)).output();
        }
    }
}
