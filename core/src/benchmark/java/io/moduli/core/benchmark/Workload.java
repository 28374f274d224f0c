package io.moduli.core.benchmark;

import io.moduli.api.task.ReadOut;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is trained, and on how much at a time: recurrent layers with both of PyTorch's biases and a linear read-out.
 *
 * @param cell the kind of the layers
 * @param layers how many there are
 * @param hidden units in each
 * @param batch sequences in a batch
 * @param time time steps in a sequence
 * @param data what comes in and what is told
 * @param sparsity the share of weights that is removed, from 0 to below 1: of the recurrent ones where numbers come in, of all
 *     where words do
 * @param structure which recurrent weights are left
 */
public record Workload(
        Cell cell, int layers, int hidden, int batch, int time, Data data, double sparsity, Structure structure) {

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

    /** What comes in at each time step and what the network tells. */
    public sealed interface Data {}

    /**
     * Numbers in and out, with the mean squared error.
     *
     * @param inputs numbers in one time step's input
     * @param outputs numbers read out
     * @param readOut at which time steps
     */
    public record Numbers(int inputs, int outputs, ReadOut readOut) implements Data {}

    /**
     * Words in, through an embedding as wide as a layer, and the next word out at each time step, with the cross-entropy.
     *
     * @param vocabulary how many words there are
     */
    public record Words(int vocabulary) implements Data {}

    private static final Pattern TITLE = Pattern.compile(
            "(?<cell>elman|gru|lstm) (?:(?<layers>\\d+)x)?H=(?<hidden>\\d+)(?: V=(?<words>\\d+))? B=(?<batch>\\d+) T=(?<time>\\d+)(?<torus> torus)?(?: (?<percent>\\d+(?:\\.\\d+)?)%)?");

    /** The shares of weights that are removed. */
    public static final List<Double> SPARSITIES = List.of(0.0, 0.8, 0.9, 0.95, 0.98);

    /** What is trained, with nothing removed, in the order of the report. */
    public static final List<Workload> SHAPES = List.of(
            additionTask(Cell.ELMAN_RELU, 128, 32, 50),
            additionTask(Cell.ELMAN_TANH, 512, 100, 20),
            additionTask(Cell.ELMAN_TANH, 2048, 100, 20),
            additionTask(Cell.ELMAN_TANH, 2048, 100, 20).leaving(Structure.TORUS_ALONG),
            additionTask(Cell.ELMAN_TANH, 4096, 200, 10),
            additionTask(Cell.GRU, 512, 100, 20),
            additionTask(Cell.LSTM, 512, 100, 20),
            languageModel(Cell.LSTM, 2, 200),
            languageModel(Cell.ELMAN_TANH, 1, 650));

    /** A single time step of a stream, which is not trained. */
    public static final Workload STREAM = additionTask(Cell.ELMAN_TANH, 2048, 1, 1);

    /** The same of many streams side by side. */
    public static final Workload STREAMS = additionTask(Cell.ELMAN_TANH, 2048, 64, 1);

    /** Two numbers in at each time step and one out after the last, as in the addition task; nothing is removed. */
    public static Workload additionTask(Cell cell, int hidden, int batch, int time) {
        return new Workload(cell, 1, hidden, batch, time, new Numbers(2, 1, ReadOut.LAST_STEP), 0, Structure.AT_RANDOM);
    }

    /** The shapes of the Penn Treebank with 10,000 words, 20 columns of text and 35 words at a time; nothing is removed. */
    public static Workload languageModel(Cell cell, int layers, int hidden) {
        return new Workload(cell, layers, hidden, 20, 35, new Words(10_000), 0, Structure.AT_RANDOM);
    }

    /** The same with a share of weights removed. */
    public Workload withSparsity(double share) {
        return new Workload(cell, layers, hidden, batch, time, data, share, structure);
    }

    /** The same where other recurrent weights are left. */
    public Workload leaving(Structure others) {
        return new Workload(cell, layers, hidden, batch, time, data, sparsity, others);
    }

    /**
     * The workload of a {@link #title}, of those that the benchmark times or of any other extents and sparsity.
     *
     * @throws IllegalArgumentException where it is not a title
     */
    public static Workload titled(String title) {
        return Stream.concat(SHAPES.stream(), Stream.of(STREAM, STREAMS))
                .flatMap(workload -> SPARSITIES.stream().map(workload::withSparsity))
                .filter(workload -> workload.title().equals(title))
                .findFirst()
                .orElseGet(() -> parsed(title));
    }

    private static Workload parsed(String title) {
        Matcher parts = TITLE.matcher(title);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a workload such as 'lstm 2xH=200 V=10000 B=20 T=35 90%%' or 'elman H=512 B=100 T=20'"
                            .formatted(title));
        }
        Cell cell = switch (parts.group("cell")) {
            case "gru" -> Cell.GRU;
            case "lstm" -> Cell.LSTM;
            default -> Cell.ELMAN_TANH;
        };
        Data data = parts.group("words") == null
                ? new Numbers(2, 1, ReadOut.LAST_STEP)
                : new Words(Integer.parseInt(parts.group("words")));
        String percent = parts.group("percent");
        return new Workload(
                cell, parts.group("layers") == null ? 1 : Integer.parseInt(parts.group("layers")),
                Integer.parseInt(parts.group("hidden")), Integer.parseInt(parts.group("batch")),
                Integer.parseInt(parts.group("time")), data, percent == null ? 0 : Double.parseDouble(percent) / 100,
                parts.group("torus") == null ? Structure.AT_RANDOM : Structure.TORUS_ALONG);
    }

    /**
     * The floating-point operations of a dense step's matrix products, forward, back to the layer's input and states, and
     * for the weights' gradients: those that its result needs, so none for the first state, which is 0, and none
     * for a gradient by numbers that come in.
     */
    public double denseFlops() {
        double multiplyAdds = 0;
        double columns = (double) time * batch;
        for (int layer = 0; layer < layers; layer++) {
            boolean givesBack = layer > 0 || data instanceof Words;
            multiplyAdds += (givesBack ? 3 : 2) * columns * rows() * inputs(layer);
            multiplyAdds += 3 * (columns - batch) * rows() * hidden;
        }
        multiplyAdds += 3.0 * outputColumns() * outputs() * hidden;
        return 2 * multiplyAdds;
    }

    /**
     * The cell and the extents, such as {@code elman H=2048 B=100 T=20} or {@code lstm 2xH=200 V=10000 B=20 T=35}, with {@code
     * torus} where units are numbered along one and only weights between near units are left.
     */
    public String shape() {
        String stack = layers == 1 ? "" : layers + "x";
        String words = data instanceof Words(int vocabulary) ? " V=" + vocabulary : "";
        String near = structure == Structure.AT_RANDOM ? "" : " torus";
        return "%s %sH=%d%s B=%d T=%d%s".formatted(cell.title, stack, hidden, words, batch, time, near);
    }

    /** The {@link #shape}, and the sparsity where there is any: {@code elman H=2048 B=100 T=20 95%}. */
    public String title() {
        return sparsity == 0 ? shape() : String.format(Locale.ROOT, "%s %.0f%%", shape(), 100 * sparsity);
    }

    /** Rows of both weights of a layer: gates · hidden. */
    public int rows() {
        return cell.gates() * hidden;
    }

    /** Features that a layer reads. */
    public int inputs(int layer) {
        return layer == 0 && data instanceof Numbers numbers ? numbers.inputs() : hidden;
    }

    /** Numbers read out. */
    public int outputs() {
        return switch (data) {
            case Numbers numbers -> numbers.outputs();
            case Words words -> words.vocabulary();
        };
    }

    /** Columns of the outputs: batch, or time · batch. */
    public int outputColumns() {
        return data instanceof Numbers numbers && numbers.readOut() == ReadOut.LAST_STEP ? batch : time * batch;
    }
}
