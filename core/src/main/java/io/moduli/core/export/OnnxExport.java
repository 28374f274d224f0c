package io.moduli.core.export;

import static io.moduli.core.export.OnnxGraph.integer;
import static io.moduli.core.export.OnnxGraph.integers;
import static io.moduli.core.export.OnnxGraph.node;
import static io.moduli.core.export.OnnxGraph.text;

import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.ReadOut;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import onnx.Onnx;

/**
 * A network in ONNX, operator set 13, with ONNX's own recurrent operators.
 *
 * <p>Inputs are {@code input}, [time × batch × features] or int64 tokens [time × batch], for networks whose sequences
 * start from features {@code start}, [batch × features], and where it is asked for {@code initial_hidden_l0}, [1 ×
 * batch × hidden], and for an LSTM {@code initial_cell_l0}, of each layer. Outputs are {@code output}, [time × batch ×
 * outputs] or, of the last step, [batch × outputs], and {@code hidden_l0}, for an LSTM {@code cell_l0}, of each layer.
 * Time and batch may have any size. Pruned weights are dense, with zeros: no runtime supports sparse weights in a
 * recurrent operator.
 */
public final class OnnxExport {

    private static final int OPERATORS = 13;
    private static final int IR_VERSION = 7;
    private static final int FLOAT = Onnx.TensorProto.DataType.FLOAT_VALUE;
    private static final int INT64 = Onnx.TensorProto.DataType.INT64_VALUE;

    private final Network network;
    private final OnnxCell cell;
    private final boolean states;
    private final Map<String, Parameter> parameters;
    private final OnnxGraph graph = new OnnxGraph("moduli");

    /**
     * @param network the network to be written
     * @param cell the name of its cell, such as {@code lstm} or {@code elman-relu}
     * @param states whether the initial states are inputs, as streaming requires
     * @throws BadInputException if ONNX has no operator for the cell
     */
    public OnnxExport(Network network, String cell, boolean states) throws BadInputException {
        this.network = network;
        this.cell = OnnxCell.named(cell);
        this.states = states;
        this.parameters = network.parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Function.identity()));
    }

    /**
     * Writes the model.
     *
     * @param metadata its metadata, by keys
     */
    public void write(OutputStream output, Map<String, String> metadata) throws IOException {
        build();
        Onnx.ModelProto.Builder model = Onnx.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("moduli")
                .setProducerVersion(Optional.ofNullable(OnnxExport.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"))
                .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .setGraph(graph.build());
        metadata.forEach((key, value) -> model.addMetadataProps(
                Onnx.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        model.build().writeTo(output);
    }

    private void build() {
        NetworkSettings settings = network.plan().settings();
        graph.constant("axis_1", 1);
        String signal = input();
        boolean projected = network.plan().task().initialState() instanceof InitialState.Projected;
        String projection = projected ? projection() : "";
        for (int layer = 0; layer < settings.layers(); layer++) {
            signal = layer(layer, signal, projection);
        }
        boolean everyStep = network.plan().task().readOut() == ReadOut.EVERY_STEP;
        if (!everyStep || projected) {
            graph.constant("axis_0", 0);
        }
        String read = everyStep ? signal
                : graph.operator("Squeeze", "last_hidden", "hidden_l" + (settings.layers() - 1), "axis_0");
        Parameter weight = parameter(settings.tied() ? "encoder.weight" : "decoder.weight");
        String name = settings.tied() ? weight.name() : graph.parameter(weight);
        graph.add(node("Transpose", List.of("decoder_transposed"), name).addAttribute(integers("perm", 1, 0)));
        if (settings.bias()) {
            graph.operator("MatMul", "output_without_bias", read, "decoder_transposed");
            graph.operator("Add", "output", "output_without_bias", graph.parameter(parameter("decoder.bias")));
        } else {
            graph.operator("MatMul", "output", read, "decoder_transposed");
        }
        int outputs = network.plan().task().outputs();
        if (everyStep) {
            graph.output("output", "time", "batch", outputs);
        } else {
            graph.output("output", "batch", outputs);
        }
        for (int layer = 0; layer < settings.layers(); layer++) {
            for (String state : cell.states()) {
                graph.output(state + "_l" + layer, 1, "batch", settings.hidden());
            }
        }
    }

    /** The input of the first layer, [time × batch × features]. */
    private String input() {
        return switch (network.plan().task().input()) {
            case Input.Dense(int features) -> graph.input("input", FLOAT, "time", "batch", features);
            case Input.Tokens _ -> {
                graph.input("input", INT64, "time", "batch");
                yield graph.operator("Gather", "embedded", graph.parameter(parameter("encoder.weight")), "input");
            }
        };
    }

    /** The first hidden states of all layers, [1 × batch × layers · hidden]. */
    private String projection() {
        Parameter weight = parameter(
                network.plan().task().input() instanceof Input.Tokens ? "initial_state.weight" : "encoder.weight");
        graph.input("start", FLOAT, "batch", weight.columns());
        graph.add(node("Transpose", List.of("projection_transposed"), graph.parameter(weight))
                .addAttribute(integers("perm", 1, 0)));
        graph.operator("MatMul", "projected", "start", "projection_transposed");
        return graph.operator("Unsqueeze", "initial_hidden", "projected", "axis_0");
    }

    private String layer(int layer, String signal, String projection) {
        int hidden = network.plan().settings().hidden();
        List<String> inputs = new ArrayList<>(List.of(
                signal,
                graph.gates("W_l" + layer, List.of(parameter("rnn.weight_ih_l" + layer)), cell.order()),
                graph.gates("R_l" + layer, List.of(parameter("rnn.weight_hh_l" + layer)), cell.order()),
                network.plan().settings().bias()
                        ? graph.gates(
                                "B_l" + layer,
                                List.of(parameter("rnn.bias_ih_l" + layer), parameter("rnn.bias_hh_l" + layer)),
                                cell.order())
                        : "",
                ""));
        if (!projection.isEmpty()) {
            graph.constant("first_unit_l" + layer, (long) layer * hidden);
            graph.constant("end_unit_l" + layer, (long) (layer + 1) * hidden);
            graph.constant("axis_2_l" + layer, 2);
            inputs.add(graph.operator(
                    "Slice", "initial_hidden_l" + layer, projection, "first_unit_l" + layer, "end_unit_l" + layer,
                    "axis_2_l" + layer));
        } else if (states) {
            for (String state : cell.states()) {
                inputs.add(graph.input("initial_" + state + "_l" + layer, FLOAT, 1, "batch", hidden));
            }
        }
        List<String> outputs = new ArrayList<>(List.of("states_l" + layer));
        cell.states().forEach(state -> outputs.add(state + "_l" + layer));
        Onnx.NodeProto.Builder node = node(cell.operator(), outputs, inputs.toArray(String[]::new))
                .addAttribute(integer("hidden_size", hidden));
        cell.activation().ifPresent(activation -> node.addAttribute(text("activations", activation)));
        if (cell.resetsAfterProduct()) {
            node.addAttribute(integer("linear_before_reset", 1));
        }
        graph.add(node);
        return graph.operator("Squeeze", "signal_l" + layer, "states_l" + layer, "axis_1");
    }

    private Parameter parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }
}
