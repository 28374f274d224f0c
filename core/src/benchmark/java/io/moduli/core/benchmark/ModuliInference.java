package io.moduli.core.benchmark;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.Network;

/** This project's network as it answers a stream: one time step after the other, each going on from the state before. */
final class ModuliInference implements AutoCloseable {

    private final Team team = new Team(TrainingSystem.threads());
    private final Batch batch;
    private final Network network;

    /** @param data of a workload with numbers and a single time step */
    ModuliInference(TrainingData data) {
        Workload workload = data.workload();
        if (!(workload.data() instanceof Workload.Numbers numbers) || workload.time() != 1) {
            throw new IllegalArgumentException(workload.title() + " is no single time step of numbers");
        }
        TaskShape shape = new TaskShape(
                new Input.Dense(numbers.inputs()), new InitialState.Carried(), numbers.readOut(), numbers.outputs(),
                Loss.Standard.SQUARED_ERROR, 1, workload.batch());
        batch = Batch.allocate(shape);
        for (int feature = 0; feature < numbers.inputs(); feature++) {
            for (int column = 0; column < workload.batch(); column++) {
                batch.input().set(feature, column, data.input()[column * numbers.inputs() + feature]);
            }
        }
        network = ModuliStep.network(data, shape, team);
    }

    /** Reads the next input and gives the first output. */
    double step() {
        Matrix outputs = network.forward(batch, true);
        return outputs.get(0, 0);
    }

    @Override
    public void close() {
        team.close();
    }
}
