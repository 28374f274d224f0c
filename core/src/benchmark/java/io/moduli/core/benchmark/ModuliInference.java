package io.moduli.core.benchmark;

import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.inference.NetworkStream;
import io.moduli.core.inference.TrainedNetwork;
import io.moduli.core.model.ModelReader;
import io.moduli.core.model.Safetensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This project's network as it answers a stream, through the package that programs use: one time step after the other, each going
 * on from the state before.
 */
final class ModuliInference implements AutoCloseable {

    private final TrainedNetwork network;
    private final NetworkStream stream;
    private final float[] observations;
    private final float[] outputs;

    /** @param data of a workload with numbers and a single time step */
    ModuliInference(TrainingData data) throws IOException, BadInputException {
        Workload workload = data.workload();
        if (!(workload.data() instanceof Workload.Numbers numbers) || workload.time() != 1) {
            throw new IllegalArgumentException(workload.title() + " is not a single time step of numbers");
        }
        TaskShape shape = new TaskShape(
                new Input.Dense(numbers.inputs()), new InitialState.Carried(), numbers.readOut(), numbers.outputs(),
                Loss.Standard.SQUARED_ERROR, 1, workload.batch());
        Path file = Files.createTempFile("inference", ".safetensors");
        try (Team team = new Team(1)) {
            Safetensors tensors = new Safetensors();
            for (Parameter parameter : ModuliStep.network(data, shape, team).parameters()) {
                tensors.add(parameter);
                parameter.mask().ifPresent(mask -> tensors.add(ModelReader.maskOf(parameter.name()), mask));
            }
            try (OutputStream output = Files.newOutputStream(file)) {
                tensors.writeTo(output);
            }
            network = TrainedNetwork.open(file, ModuliStep.cell(workload.cell()));
        } finally {
            Files.delete(file);
        }
        stream = network.stream(workload.batch(), TrainingSystem.threads());
        observations = data.input();
        outputs = new float[workload.batch() * numbers.outputs()];
    }

    /** Reads the next input and gives the first output. */
    double step() {
        stream.step(observations, outputs);
        return outputs[0];
    }

    @Override
    public void close() {
        stream.close();
        network.close();
    }
}
