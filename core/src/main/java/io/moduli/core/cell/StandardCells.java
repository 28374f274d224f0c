package io.moduli.core.cell;

import io.moduli.api.cell.RecurrentCell;
import java.util.Optional;

/** The standard cells, for programs that make them without a pipeline. */
public final class StandardCells {

    private StandardCells() {}

    /**
     * Elman's simple recurrent cell.
     *
     * @param activation {@code tanh} or {@code relu}
     * @throws IllegalArgumentException if it is any other
     */
    public static RecurrentCell elman(String activation) {
        return switch (activation) {
            case "tanh" -> new TanhElmanCell();
            case "relu" -> new ReluElmanCell();
            default -> throw new IllegalArgumentException(
                    "activation \"%s\": an Elman cell has tanh or relu".formatted(activation));
        };
    }

    /** What a cell is called, {@code elman-tanh}, {@code elman-relu}, {@code gru} or {@code lstm}; empty for any other. */
    public static Optional<String> nameOf(RecurrentCell cell) {
        return switch (cell) {
            case TanhElmanCell _ -> Optional.of("elman-tanh");
            case ReluElmanCell _ -> Optional.of("elman-relu");
            case GruCell _ -> Optional.of("gru");
            case LstmCell _ -> Optional.of("lstm");
            default -> Optional.empty();
        };
    }

    /** Long short-term memory. */
    public static RecurrentCell lstm() {
        return new LstmCell();
    }

    /** The gated recurrent unit in PyTorch's variant. */
    public static RecurrentCell gru() {
        return new GruCell();
    }
}
