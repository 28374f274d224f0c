package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.network.recurrent.RecurrentLayer;
import io.moduli.core.state.NumberType;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.state.StoredArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The state of a network in training: its parameters with masks and moments, and the states from which sequences
 * continue.
 */
public final class NetworkState {

    private static final String PARAMETERS = "parameters";
    private static final String CARRIED = "carried";

    private final Network network;

    /** The state of a network. */
    public NetworkState(Network network) {
        this.network = network;
    }

    /** Writes all parameters. */
    public void saveParameters(StateWriter state) {
        StateWriter parameters = state.within(PARAMETERS);
        network.parameters().forEach(parameter -> ParameterState.save(parameter, parameters.within(parameter.name())));
    }

    /**
     * Restores all parameters.
     *
     * @param state the state that {@link #saveParameters} wrote, of a network of the same plan
     */
    public void restoreParameters(StateReader state) {
        StateReader parameters = state.within(PARAMETERS);
        for (Parameter parameter : network.parameters()) {
            ParameterState.restore(
                    parameter, parameters.within(parameter.name()), mask -> network.storageOf(parameter, mask));
        }
    }

    /** Writes the states after the last time step of the last pass, from which the next batch continues. */
    public void saveCarried(StateWriter state) {
        StateWriter carried = state.within(CARRIED);
        for (int number = 0; number < network.layers().size(); number++) {
            RecurrentLayer layer = network.layers().get(number);
            for (int kind = 0; kind < states(); kind++) {
                Matrix values = layer.lastState(kind);
                carried.array(
                        name(number, kind), NumberType.F32, shape(), output -> write(output, values));
            }
        }
    }

    /**
     * Restores carried states: the next pass that continues from the previous one starts from them.
     *
     * @param state the state that {@link #saveCarried} wrote
     */
    public void restoreCarried(StateReader state) {
        StateReader carried = state.within(CARRIED);
        for (int number = 0; number < network.layers().size(); number++) {
            RecurrentLayer layer = network.layers().get(number);
            for (int kind = 0; kind < states(); kind++) {
                StoredArray stored = carried.array(name(number, kind), NumberType.F32, shape());
                Matrix values = Matrix.allocate(shape().getFirst(), shape().getLast());
                for (int row = 0; row < values.rows(); row++) {
                    for (int column = 0; column < values.columns(); column++) {
                        values.set(row, column, stored.nextFloat());
                    }
                }
                layer.replaceLastState(kind, values);
            }
        }
    }

    private int states() {
        return network.plan().settings().cell().shape().states().size();
    }

    private static String name(int layer, int state) {
        return "layer-%d/state-%d".formatted(layer, state);
    }

    private List<Integer> shape() {
        return List.of(network.plan().settings().hidden(), network.plan().task().batchSize());
    }

    private static void write(OutputStream output, Matrix values) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(values.columns() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int number = 0; number < values.rows(); number++) {
            row.clear();
            for (int column = 0; column < values.columns(); column++) {
                row.putFloat(values.get(number, column));
            }
            output.write(row.array());
        }
    }
}
