package io.moduli.core.training;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.Mask;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** A network with all that training it takes, on a team and a task of the test's own. */
public final class Workbench implements AutoCloseable {

    final Team team;
    final SmallTask task;
    final Network network;
    final Regularization regularization;
    final Optimizer optimizer;
    final LossFunction loss;
    final Trainer trainer;
    final Batch batch;
    /** What the last step came to. */
    StepResult last = new StepResult(Double.NaN, Double.NaN, Double.NaN, true);
    private long steps;

    Workbench(
            NetworkSettings settings, TaskShape shape, OptimizerSettings optimizing, List<Regularizer> regularizers,
            int threads) {
        this(settings, shape, optimizing, regularizers, threads, StoragePolicy.AUTO);
    }

    /** @param storage how pruned weights are stored */
    Workbench(
            NetworkSettings settings, TaskShape shape, OptimizerSettings optimizing, List<Regularizer> regularizers,
            int threads, StoragePolicy storage) {
        this(settings, shape, optimizing, regularizers, threads, storage, Map.of());
    }

    /** @param masks of the weights that begin sparse, by their names */
    Workbench(
            NetworkSettings settings, TaskShape shape, OptimizerSettings optimizing, List<Regularizer> regularizers,
            int threads, StoragePolicy storage, Map<String, Mask> masks) {
        this.team = new Team(threads);
        this.task = new SmallTask(shape);
        this.network = new Network(new NetworkPlan(settings, shape), team, storage, masks);
        WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(11));
        this.optimizer = new Optimizer(optimizing, OptionalDouble.of(0.5), network.parameters(), team);
        LayerGeometries geometries = LayerGeometries.draw(
                settings.geometry(), settings.layers(), settings.hidden(), new RandomStreams(14));
        this.regularization = new Regularization(
                regularizers, network.weights(), geometries, new RandomStreams(12), team);
        this.loss = LossFunction.of(shape, team);
        this.trainer = new Trainer(network, loss, regularization, geometries, optimizer, team, 13);
        this.batch = Batch.allocate(shape);
    }

    /** Trains on the next batch. */
    void step() {
        task.fill(Split.TRAIN, steps, batch);
        boolean continues = steps > 0 && task.continues(Split.TRAIN, steps);
        last = trainer.step(batch, continues, 1e-2, steps, 1, true);
        if (!last.finite()) {
            throw new IllegalStateException("diverged at step " + steps);
        }
        steps++;
    }

    /** Goes forward and backward through the last batch and learns nothing. */
    void pass() {
        network.pass(batch, false, loss);
    }

    /** Leaves about a share of the entries of all weights, the same ones for the same stream. */
    void prune(double kept, String stream) {
        RandomGenerator random = new RandomStreams(8).stream(stream);
        Map<Parameter, Mask> masks = new LinkedHashMap<>();
        for (Parameter weight : network.weights()) {
            masks.put(weight, SmallTask.mask(weight.rows(), weight.columns(), kept, random));
        }
        prune(masks);
    }

    /** Puts masks on weights. */
    void prune(Map<Parameter, Mask> masks) {
        masks.forEach((weight, mask) -> weight.prune(mask, network.storageOf(weight, mask)));
    }

    @Override
    public void close() {
        team.close();
    }

    /** A cell by its name: {@code tanh}, {@code relu}, {@code lstm} or {@code gru}. */
    static RecurrentCell cell(String name) {
        return switch (name) {
            case "lstm" -> StandardCells.lstm();
            case "gru" -> StandardCells.gru();
            default -> StandardCells.elman(name);
        };
    }

    /** A network of one cell. */
    static NetworkSettings network(String cell, int hidden, int layers, boolean bias, boolean tied) {
        return network(cell, hidden, layers, bias, tied, 0);
    }

    static NetworkSettings network(
            String cell, int hidden, int layers, boolean bias, boolean tied, double dropout) {
        return new NetworkSettings(cell(cell), hidden, layers, bias, Optional.empty(), tied, dropout);
    }
}
