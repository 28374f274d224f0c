package io.moduli.core.training;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.Team;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A network with all that training it takes, on a team and a task of the test's own. */
public final class Workbench implements AutoCloseable {

    final Team team;
    final SmallTask task;
    final Network network;
    final Optimizer optimizer;
    final Trainer trainer;
    final Batch batch;
    private long steps;

    Workbench(
            NetworkSettings settings, TaskShape shape, OptimizerSettings optimizing, List<Regularizer> regularizers,
            int threads) {
        this.team = new Team(threads);
        this.task = new SmallTask(shape);
        this.network = new Network(new NetworkPlan(settings, shape), team);
        network.draw(new RandomStreams(11));
        this.optimizer = new Optimizer(optimizing, OptionalDouble.of(0.5), network.parameters(), team);
        Regularization regularization = new Regularization(
                regularizers, network.weights(), new RandomStreams(12), team);
        this.trainer = new Trainer(network, LossFunction.of(shape, team), regularization, optimizer, team, 13);
        this.batch = Batch.allocate(shape);
    }

    /** Trains on the next batch. */
    void step() {
        task.fill(Split.TRAIN, steps, batch);
        boolean continues = steps > 0 && task.continues(Split.TRAIN, steps);
        if (!trainer.step(batch, continues, 1e-2, steps, 1, true)) {
            throw new IllegalStateException("diverged at step " + steps);
        }
        steps++;
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
        return new NetworkSettings(cell(cell), hidden, layers, bias, Optional.empty(), tied, 0);
    }
}
