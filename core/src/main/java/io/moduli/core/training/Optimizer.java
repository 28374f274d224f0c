package io.moduli.core.training;

import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StructureWatch;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.kernels.UpdateKernels;
import io.moduli.core.engine.kernels.UpdateKernels.AdamCoefficients;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;

/**
 * Clips gradients and updates parameters. The parameters are divided into chunks that the team's workers take in turn;
 * sums are kept by chunk, so that results do not depend on the number of threads.
 */
public final class Optimizer {

    /** What PyTorch adds to the norm before it divides by it. */
    private static final double NORM_EPSILON = 1e-6;

    private final OptimizerSettings settings;
    private final OptionalDouble clipNorm;
    private final Team team;
    private Parameter[] owners = {};
    private int[] chunks = {};
    private double[] squares = {};
    private final List<Parameter> parameters;
    private final StructureWatch structure;
    private final IntConsumer normPart = this::squares;
    private final IntConsumer updatePart = this::update;
    private long steps;
    private double norm;
    private double rate;
    private float scale;
    private AdamCoefficients coefficients = new AdamCoefficients(0, 0, 0, 0, 0, 0, 0);

    /** @param clipNorm the maximum norm of the gradient of all parameters; larger ones are scaled down to it */
    public Optimizer(OptimizerSettings settings, OptionalDouble clipNorm, List<Parameter> parameters, Team team) {
        this.settings = settings;
        this.clipNorm = clipNorm;
        this.team = team;
        this.parameters = List.copyOf(parameters);
        parameters.forEach(parameter -> parameter.ensureMoments(settings.moments()));
        this.structure = new StructureWatch(parameters);
        cut();
    }

    private void followStructure() {
        if (structure.changed()) {
            cut();
        }
    }

    /** Cuts the parameters into chunks. */
    private void cut() {
        int count = parameters.stream().mapToInt(UpdateKernels::chunks).sum();
        owners = new Parameter[count];
        chunks = new int[count];
        squares = new double[count];
        int index = 0;
        for (Parameter parameter : parameters) {
            for (int chunk = 0; chunk < UpdateKernels.chunks(parameter); chunk++) {
                owners[index] = parameter;
                chunks[index++] = chunk;
            }
        }
    }

    /** The norm of the gradient of all parameters, before clipping; this also sets gradients of removed entries to 0. */
    public double gradientNorm() {
        followStructure();
        team.forEach(chunks.length, normPart);
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        norm = Math.sqrt(sum);
        return norm;
    }

    /**
     * Updates all parameters from their gradients, clipped by the most recent {@link #gradientNorm}.
     *
     * @param learningRate the rate of this step
     */
    public void update(double learningRate) {
        steps++;
        rate = learningRate;
        scale = clipNorm.isPresent() ? (float) Math.min(1, clipNorm.getAsDouble() / (norm + NORM_EPSILON)) : 1;
        switch (settings) {
            case OptimizerSettings.Adam adam -> coefficients(adam.beta1(), adam.beta2(), adam.epsilon());
            case OptimizerSettings.AdamW adam -> coefficients(adam.beta1(), adam.beta2(), adam.epsilon());
            case OptimizerSettings.Sgd _ -> {}
        }
        followStructure();
        team.forEach(chunks.length, updatePart);
        for (int number = 0; number < parameters.size(); number++) {
            parameters.get(number).valuesChanged();
        }
    }

    /** Resets the optimizer: no moments, step 0. */
    public void reset() {
        steps = 0;
        parameters.forEach(Parameter::clearMoments);
    }

    /** Writes the number of steps; moments are stored with the parameters. */
    public void save(StateWriter state) {
        state.put("steps", steps);
    }

    /** Restores what {@link #save} wrote. */
    public void restore(StateReader state) {
        steps = state.number("steps");
    }

    private void squares(int index) {
        squares[index] = UpdateKernels.maskedSquares(owners[index], chunks[index]);
    }

    private void update(int index) {
        Parameter parameter = owners[index];
        int chunk = chunks[index];
        switch (settings) {
            case OptimizerSettings.Sgd sgd ->
                UpdateKernels.descend(
                        parameter, chunk, scale, (float) rate, (float) sgd.momentum(), (float) sgd.weightDecay());
            case OptimizerSettings.Adam adam ->
                UpdateKernels.adam(parameter, chunk, scale, coefficients, 1, (float) adam.weightDecay());
            case OptimizerSettings.AdamW adam ->
                UpdateKernels.adam(parameter, chunk, scale, coefficients, (float) (1 - rate * adam.weightDecay()), 0);
        }
    }

    private void coefficients(double beta1, double beta2, double epsilon) {
        coefficients = new AdamCoefficients(
                (float) beta1,
                (float) (1 - beta1),
                (float) beta2,
                (float) (1 - beta2),
                (float) epsilon,
                (float) (rate / (1 - Math.pow(beta1, steps))),
                (float) (1 / Math.sqrt(1 - Math.pow(beta2, steps))));
    }
}
