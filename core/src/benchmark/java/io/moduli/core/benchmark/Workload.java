package io.moduli.core.benchmark;

import io.moduli.api.task.ReadOut;
import java.util.List;
import java.util.Locale;

/**
 * What is trained, and on how much at a time: one recurrent layer with both of PyTorch's biases and a linear read-out.
 *
 * @param cell the kind of the layer
 * @param hidden its units
 * @param batch sequences in a batch
 * @param time time steps in a sequence
 * @param inputs numbers in one time step's input
 * @param outputs numbers read out
 * @param readOut at which time steps
 * @param sparsity the share of the recurrent weights that is removed, from 0 to below 1
 */
public record Workload(
        Cell cell, int hidden, int batch, int time, int inputs, int outputs, ReadOut readOut, double sparsity) {

    /** The kinds of layer. */
    public enum Cell {
        /** Elman's network with rectified units. */
        ELMAN_RELU("elman", 1),
        /** Elman's network with the hyperbolic tangent. */
        ELMAN_TANH("elman", 1),
        /** Gated recurrent units, PyTorch's variant. */
        GRU("gru", 3),
        /** Long short-term memory. */
        LSTM("lstm", 4);

        private final String title;
        private final int gates;

        Cell(String title, int gates) {
            this.title = title;
            this.gates = gates;
        }

        /** How many blocks of rows its weights have. */
        public int gates() {
            return gates;
        }
    }

    /** Everything that is timed, in the order of the report. */
    public static final List<Workload> ALL = List.of(
            additionTask(Cell.ELMAN_RELU, 128, 32, 50),
            additionTask(Cell.ELMAN_TANH, 512, 100, 20),
            additionTask(Cell.ELMAN_TANH, 2048, 100, 20));

    /** Two numbers in at each time step and one out after the last, as in the addition task; nothing is removed. */
    public static Workload additionTask(Cell cell, int hidden, int batch, int time) {
        return new Workload(cell, hidden, batch, time, 2, 1, ReadOut.LAST_STEP, 0);
    }

    /** The same with a share of the recurrent weights removed. */
    public Workload withSparsity(double share) {
        return new Workload(cell, hidden, batch, time, inputs, outputs, readOut, share);
    }

    /**
     * The workload of a {@link #title}.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Workload titled(String title) {
        return ALL.stream()
                .filter(workload -> workload.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload '%s', but %s"
                        .formatted(title, ALL.stream().map(Workload::title).toList())));
    }

    /** The cell and the extents, such as {@code elman H=2048 B=100 T=20}. */
    public String shape() {
        return "%s H=%d B=%d T=%d".formatted(cell.title, hidden, batch, time);
    }

    /** The {@link #shape}, and the sparsity where there is any: {@code elman H=2048 B=100 T=20 95%}. */
    public String title() {
        return sparsity == 0 ? shape() : String.format(Locale.ROOT, "%s %.0f%%", shape(), 100 * sparsity);
    }

    /** Rows of both weights of the layer: gates · hidden. */
    public int rows() {
        return cell.gates() * hidden;
    }

    /** Columns of the outputs: batch, or time · batch. */
    public int outputColumns() {
        return readOut == ReadOut.LAST_STEP ? batch : time * batch;
    }
}
