package io.moduli.core.network;

import io.moduli.api.cell.CellShape;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.kernels.NarrowKernels;
import io.moduli.core.engine.maps.RowBlocks;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.network.recurrent.RecurrentLayer;
import io.moduli.core.network.recurrent.SequenceShare;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much off-heap memory training a network takes, before any of it is allocated: parameters with gradients, moments
 * and masks, the activations of all blocks, what maps, workers and the loss need in addition, and the batches. If a
 * weight may be stored in two ways, the larger one counts.
 *
 * <p>If the masks of weights that begin sparse change, the memory of a pruning round counts as well: one block of rows
 * of a gradient and, for the largest weight, both the old and the new entries. The memory of regularizers, pruners and
 * tasks does not count, nor does temporary memory while a dense weight is being pruned.
 */
public final class MemoryEstimate {

    /** Batches: one is trained on, one is prepared ahead, one is evaluated. */
    private static final int BATCHES = 3;
    /** How many numbers a cross-entropy keeps for each column, for each worker and in common. */
    private static final int SUMS_OF_WORKER = 5;

    private static final int NORMALIZERS = 2;
    /** Pruning to a smaller share of a weight is not considered. */
    private static final double MINIMUM_DENSITY = 0.01;

    private final NetworkPlan plan;
    private final NetworkSettings settings;
    private final TaskShape task;
    private final WeightMemory weights;
    private final boolean moves;
    private final int workers;
    private final double hidden;
    private final double batch;
    private final double columns;

    /**
     * @param plan the network
     * @param policy how its weights are stored where they are pruned
     * @param moments how many moments the optimizer keeps
     * @param workers how many threads share the work
     */
    public MemoryEstimate(NetworkPlan plan, StoragePolicy policy, int moments, int workers) {
        this(plan, policy, moments, workers, new Beginning(Set.of(), 0, false));
    }

    /**
     * The weights that begin sparse.
     *
     * @param roles their roles
     * @param sparsity the share of removed entries that each of them begins with
     * @param moves whether their masks change while the network trains
     */
    public record Beginning(Set<WeightRole> roles, double sparsity, boolean moves) {

        public Beginning {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * An estimate for a network some of whose weights begin sparse.
     *
     * @param plan the network
     * @param policy how its weights are stored where they are pruned
     * @param moments how many moments the optimizer keeps
     * @param workers how many threads share the work
     * @param beginning what begins sparse
     */
    public MemoryEstimate(
            NetworkPlan plan, StoragePolicy policy, int moments, int workers, Beginning beginning) {
        this.plan = plan;
        this.settings = plan.settings();
        this.task = plan.task();
        this.weights = new WeightMemory(
                moments, policy.maximumDensity(), starting(plan, policy, beginning));
        this.moves = beginning.moves();
        this.workers = workers;
        this.hidden = settings.hidden();
        this.batch = task.batchSize();
        this.columns = (double) task.sequenceLength() * task.batchSize();
    }

    /** The weights that are stored sparse from the beginning. */
    private static Map<String, Double> starting(
            NetworkPlan plan, StoragePolicy policy, Beginning beginning) {
        double density = 1 - beginning.sparsity();
        return plan.weights().stream()
                .filter(weight -> beginning.roles().contains(weight.role()))
                .filter(weight -> policy.choose(
                        weight.rows(), weight.columns(), plan.productColumns(weight), density)
                        .format() == StorageFormat.SPARSE)
                .collect(Collectors.toMap(WeightShape::name, _ -> density));
    }

    /** The bytes, or the largest long where they are more. */
    public long bytes() {
        // In double precision, which cannot overflow: callers only need to know that it is too large.
        double floats = vectors() + initialState() + embedding() + layers() + dropout() + readOut() + loss()
                + BATCHES * oneBatch() + (moves ? oneRound() : 0);
        return (long) (Float.BYTES * floats);
    }

    /** The memory of a round of a pruner that changes masks. */
    private double oneRound() {
        double block = 0;
        double entries = 0;
        for (ParameterPlan weight : plan.parameters()) {
            if (weights.beginsSparse(weight)) {
                int rows = GradientBlocks.rows(weight.rows(), weight.columns());
                block = Math.max(block, WeightMemory.matrix(rows, weight.columns()));
                entries = Math.max(entries, weights.sparse(weight));
            }
        }
        return block + entries;
    }

    private double vectors() {
        return plan.parameters().stream()
                .filter(parameter -> parameter.weight().isEmpty())
                .mapToDouble(vector -> weights.vector(vector.rows()))
                .sum();
    }

    private double initialState() {
        return plan.initialState().stream()
                .mapToDouble(weight -> WeightMemory.signal(weight.rows(), batch)
                        + weights.larger(
                                weights.dense(weight), weights.sparse(weight) + weights.panels(weight, batch)))
                .sum();
    }

    /** Tied weights count with the read-out. */
    private double embedding() {
        return plan.embeddingWeight().stream()
                .mapToDouble(weight -> WeightMemory.signal(weight.columns(), columns)
                        + (settings.tied() ? 0 : weights.larger(weights.dense(weight), weights.sparse(weight))))
                .sum();
    }

    /** All layers between the first and the last are alike. */
    private double layers() {
        int count = settings.layers();
        return layer(0) + (count > 2 ? (count - 2) * layer(1) : 0) + (count > 1 ? layer(count - 1) : 0);
    }

    private double layer(int number) {
        ParameterPlan input = plan.layer(number).get(0);
        ParameterPlan recurrent = plan.layer(number).get(1);
        boolean inputGradient = number > 0 || task.input() instanceof Input.Tokens;
        boolean apart = mayHaveOwnPasses(recurrent);
        boolean everyStep = number < settings.layers() - 1 || task.readOut() == ReadOut.EVERY_STEP;
        double states = WeightMemory.signal(hidden, everyStep ? columns : batch);
        double passes = apart ? workers : 1;
        double sequences = Math.ceil(batch / passes);
        double inputs = apart
                ? sequence(input.columns(), task.sequenceLength(), sequences) * (inputGradient ? 2 : 1)
                : inputByStep(input.columns(), sequences);
        double inCommon = apart ? weights.panels(input, columns) + weights.panels(recurrent, columns) : 0;
        double ownGradients = apart ? WeightMemory.matrix(input) + WeightMemory.matrix(recurrent) : 0;
        double ownEntries = apart ? weights.entries(input) + weights.entries(recurrent) : 0;
        return states + passes * (buffers(sequences) + sums(input, sequences) + inputs)
                + weights.larger(
                        weights.dense(input) + weights.dense(recurrent) + passes * ownGradients,
                        weights.sparse(input) + weights.sparse(recurrent) + inCommon + passes
                                * (weights.panels(input, columns) + weights.panels(recurrent, columns)
                                        + weights.entries(recurrent) + ownEntries
                                        + (inputGradient ? weights.entries(input) : 0)));
    }

    /** A copy of the input, if activations are stored by step. */
    private double inputByStep(double features, double sequences) {
        return liesByStep(sequences) ? task.sequenceLength() * WeightMemory.matrix(features, sequences) : 0;
    }

    /** Sums along the rows of pre-activations, for biases and a narrow weight of the input. */
    private double sums(ParameterPlan input, double sequences) {
        CellShape cell = settings.cell().shape();
        boolean narrow = input.columns() <= NarrowKernels.MAXIMUM_COLUMNS && liesByStep(sequences);
        double rows = cell.gates() * hidden;
        double fromInput = WeightMemory.matrix(rows, NarrowKernels.widthOfSums(narrow ? input.columns() : 0));
        return cell.summed() ? fromInput : fromInput + WeightMemory.matrix(rows, NarrowKernels.widthOfSums(0));
    }

    private boolean liesByStep(double sequences) {
        return formats().anyMatch(format -> RecurrentLayer.liesByStep(format, (int) sequences));
    }

    private Stream<StorageFormat> formats() {
        return Arrays.stream(StorageFormat.values())
                .filter(format -> format == StorageFormat.DENSE || weights.density() > 0);
    }

    /** Whether workers may have their own sequences, with the recurrent weight as it is or as pruning may leave it. */
    private boolean mayHaveOwnPasses(ParameterPlan recurrent) {
        double bytesPruned = 2.0 * Float.BYTES * MINIMUM_DENSITY * recurrent.entries();
        double bytes = Float.BYTES * (double) recurrent.entries();
        double fewest = weights.density() > 0 ? Math.min(bytes, bytesPruned) : bytes;
        return SequenceShare.forTeam(task.batchSize(), workers, (long) fewest).size() > 1;
    }

    /** Activations of a layer for some sequences, and their gradients. */
    private double buffers(double sequences) {
        CellShape cell = settings.cell().shape();
        double time = task.sequenceLength();
        int states = cell.states().size();
        return sequence(cell.gates() * hidden, time, sequences) * (cell.summed() ? 1 : 2)
                + sequence(hidden, time + 1, sequences) * (states + 1)
                + sequence(hidden, time, sequences) * cell.saved()
                + WeightMemory.activations(hidden, sequences) * (1 + 3 * (states - 1))
                + WeightMemory.matrix(hidden, 1) * cell.vectors().size();
    }

    /** Activations in the possible layouts. */
    private double sequence(double rows, double steps, double sequences) {
        return formats()
                .mapToDouble(format -> RecurrentLayer.liesByStep(format, (int) sequences)
                        ? steps * WeightMemory.matrix(rows, sequences)
                        : WeightMemory.activations(rows, steps * sequences))
                .max().orElseThrow();
    }

    private double dropout() {
        if (settings.dropout() == 0) {
            return 0;
        }
        double embedded = plan.embeddingWeight().stream()
                .mapToDouble(weight -> WeightMemory.signal(weight.columns(), columns))
                .sum();
        return embedded + WeightMemory.signal(hidden, columns) * (settings.layers() - 1)
                + WeightMemory.signal(hidden, task.outputColumns());
    }

    private double readOut() {
        ParameterPlan weight = plan.readOutWeight().or(plan::embeddingWeight).orElseThrow();
        double outputs = task.outputs();
        double read = task.outputColumns();
        double panel = RowBlocks.COLUMNS_OF_PANEL;
        double rowsOfWorker = Math.ceil(outputs / workers);
        double sparseRows = RowBlocks.maximumRows(StorageFormat.SPARSE, task.outputColumns());
        double denseRows = RowBlocks.maximumRows(StorageFormat.DENSE, task.outputColumns());
        double dense = weights.dense(weight) + workers * WeightMemory.matrix(Math.min(rowsOfWorker, denseRows), read);
        double sparse = weights.sparse(weight) + weights.entries(weight)
                + workers * WeightMemory.matrix(Math.min(outputs, sparseRows), read)
                + 2 * hidden * panel * Math.ceil(read / panel)
                + hidden * (outputs / sparseRows + workers + 1);
        return WeightMemory.activations(outputs, read) + workers * WeightMemory.matrix(hidden, read)
                + weights.larger(dense, sparse);
    }

    private double loss() {
        double read = WeightMemory.matrix(1, task.outputColumns());
        return switch (task.loss()) {
            case Loss.Standard.SQUARED_ERROR -> 0;
            case Loss.Standard.SOFT_TARGET_CROSS_ENTROPY, Loss.Standard.CLASS_CROSS_ENTROPY ->
                read * (SUMS_OF_WORKER * workers + NORMALIZERS);
            case Loss.Custom _ -> read * task.outputs();
        };
    }

    /** Tokens and classes are on the heap. */
    private double oneBatch() {
        double read = task.outputColumns();
        return (task.input() instanceof Input.Dense(int features) ? features * columns : 0)
                + (task.initialState() instanceof InitialState.Projected(int features) ? features * batch : 0)
                + (task.loss() == Loss.Standard.CLASS_CROSS_ENTROPY ? 0 : task.outputs() * read)
                + task.annotations() * read;
    }
}
