package io.moduli.core.export;

import io.moduli.core.config.problem.BadInputException;
import java.util.List;
import java.util.Optional;

/**
 * A cell that ONNX has an operator for.
 *
 * @param operator the operator
 * @param states of the cell, the hidden one first
 * @param activation its attribute of the operator, if it needs one
 * @param order for each of ONNX's gates, the number of our gate
 */
record OnnxCell(String operator, List<String> states, Optional<String> activation, List<Integer> order) {

    OnnxCell {
        states = List.copyOf(states);
        order = List.copyOf(order);
    }

    static OnnxCell named(String cell) throws BadInputException {
        return switch (cell) {
            case "elman-tanh" -> new OnnxCell("RNN", List.of("hidden"), Optional.of("Tanh"), List.of(0));
            case "elman-relu" -> new OnnxCell("RNN", List.of("hidden"), Optional.of("Relu"), List.of(0));
            // z, r, h there, and r, z, n here
            case "gru" -> new OnnxCell("GRU", List.of("hidden"), Optional.empty(), List.of(1, 0, 2));
            // i, o, f, c there, and i, f, g, o here
            case "lstm" -> new OnnxCell("LSTM", List.of("hidden", "cell"), Optional.empty(), List.of(0, 3, 1, 2));
            default -> throw new BadInputException(
                    "the cell \"%s\" cannot be exported to ONNX, which has operators for elman, gru and lstm alone; --to npz has the values of any network"
                            .formatted(cell));
        };
    }

    /** Whether the recurrent product comes before the product with the reset gate, as in PyTorch's GRU. */
    boolean resetsAfterProduct() {
        return operator.equals("GRU");
    }
}
