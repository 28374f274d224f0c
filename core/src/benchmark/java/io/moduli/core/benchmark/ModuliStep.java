package io.moduli.core.benchmark;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepTimes;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.network.NetworkState;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.Optimizer;
import io.moduli.core.training.OptimizerSettings;
import io.moduli.core.training.Regularization;
import io.moduli.core.training.StepResult;
import io.moduli.core.training.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** This project's training step, the one that every pipeline takes, on a batch that stays the same. */
final class ModuliStep implements TrainingSystem {

    private final Team team = new Team(TrainingSystem.threads());
    private final Batch batch;
    private final List<Parameter> parameters;
    private final Network trained;
    private final Optimizer optimizer;
    private final Trainer trainer;
    private long steps;

    ModuliStep(TrainingData data) {
        Workload workload = data.workload();
        TaskShape shape = shape(workload);
        batch = Batch.allocate(shape);
        switch (workload.data()) {
            case Workload.Numbers _ -> {
                transpose(data.input(), batch.input());
                transpose(data.target(), batch.target());
            }
            case Workload.Words _ -> {
                System.arraycopy(data.inputWords(), 0, batch.tokens(), 0, batch.tokens().length);
                System.arraycopy(data.targetWords(), 0, batch.classes(), 0, batch.classes().length);
            }
        }
        Network network = network(data, shape, team);
        trained = network;
        parameters = network.parameters();

        OptimizerSettings adam = new OptimizerSettings.Adam(LEARNING_RATE, 0.9, 0.999, 1e-8, 0);
        LayerGeometries geometries = LayerGeometries.none(workload.layers());
        optimizer = new Optimizer(adam, OptionalDouble.of(CLIP_NORM), parameters, team);
        trainer = new Trainer(
                network,
                LossFunction.of(shape, team),
                new Regularization(
                        List.of(new FixedCosts(data.costs(), STRENGTH)), network.weights(), geometries,
                        new RandomStreams(1), team),
                geometries,
                optimizer,
                team,
                0);
    }

    /** The network of a workload with its first weights, pruned. */
    static Network network(TrainingData data, TaskShape shape, Team team) {
        Workload workload = data.workload();
        NetworkSettings settings = new NetworkSettings(
                cell(workload.cell()), workload.hidden(), workload.layers(), true, Optional.empty(), false, 0);
        Network network = new Network(new NetworkPlan(settings, shape), team);
        List<Parameter> parameters = network.parameters();
        for (int index = 0; index < parameters.size(); index++) {
            TrainingData.Tensor tensor = data.parameters().get(index);
            Parameter parameter = parameters.get(index);
            parameter.values().copyFrom(Matrix.of(tensor.rows(), tensor.columns(), tensor.values()));
            tensor.mask().ifPresent(mask -> parameter.prune(mask, network.storageOf(parameter, mask)));
        }
        return network;
    }

    /** Bytes of the values, gradients and moments of all parameters, and of what says which entry is where. */
    long bytes() {
        return parameters.stream().mapToLong(Parameter::bytes).sum();
    }

    @Override
    public double step() {
        StepResult result = trainer.step(batch, false, LEARNING_RATE, steps++, 1, true);
        if (!result.finite()) {
            throw new IllegalStateException("training diverged in step " + steps);
        }
        return result.loss() + result.penalty();
    }

    /** Writes what a checkpoint of it holds. */
    void save(StateWriter state) {
        new NetworkState(trained).saveParameters(state);
        optimizer.save(state.within("optimizer"));
        trainer.save(state.within("trainer"));
    }

    /** Takes steps and says where their time goes. */
    StepTimes times(int count) {
        team.startClocks();
        for (int step = 0; step < count; step++) {
            step();
        }
        return team.stopClocks();
    }

    @Override
    public void close() {
        team.close();
    }

    private static TaskShape shape(Workload workload) {
        return switch (workload.data()) {
            case Workload.Numbers(int inputs, int outputs, ReadOut readOut) -> new TaskShape(
                    new Input.Dense(inputs), new InitialState.Zero(), readOut, outputs,
                    Loss.Standard.SQUARED_ERROR, workload.time(), workload.batch());
            case Workload.Words(int vocabulary) -> new TaskShape(
                    new Input.Tokens(vocabulary), new InitialState.Zero(), ReadOut.EVERY_STEP, vocabulary,
                    Loss.Standard.CLASS_CROSS_ENTROPY, workload.time(), workload.batch());
        };
    }

    static RecurrentCell cell(Workload.Cell cell) {
        return switch (cell) {
            case ELMAN_RELU -> StandardCells.elman("relu");
            case ELMAN_TANH -> StandardCells.elman("tanh");
            case GRU -> StandardCells.gru();
            case LSTM -> StandardCells.lstm();
        };
    }

    /** PyTorch's [columns, features] to our [features × columns]. */
    private static void transpose(float[] from, Matrix to) {
        for (int column = 0; column < to.columns(); column++) {
            for (int feature = 0; feature < to.rows(); feature++) {
                to.set(feature, column, from[column * to.rows() + feature]);
            }
        }
    }
}
