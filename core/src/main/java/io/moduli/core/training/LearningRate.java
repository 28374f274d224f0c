package io.moduli.core.training;

import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;

/** The learning rate during a stage, following a {@link LearningRateSchedule}. */
public final class LearningRate {

    private final LearningRateSchedule schedule;
    private final double first;
    private final int epochs;
    private double plateauDivisor = 1;
    private double leastLoss = Double.POSITIVE_INFINITY;
    private int epochsWithoutFall;

    /**
     * @param first the rate in the first epoch
     * @param epochs the epochs of the stage
     */
    public LearningRate(LearningRateSchedule schedule, double first, int epochs) {
        this.schedule = schedule;
        this.first = first;
        this.epochs = epochs;
    }

    /** Whether {@link #observe} needs the validation loss after every epoch. */
    public boolean needsValidation() {
        return schedule instanceof LearningRateSchedule.Plateau;
    }

    /** The rate in an epoch, counted from 1. */
    public double at(int epoch) {
        return switch (schedule) {
            case LearningRateSchedule.Constant _ -> first;
            case LearningRateSchedule.Step step -> first * Math.pow(step.factor(), (epoch - 1) / step.every());
            case LearningRateSchedule.Cosine cosine ->
                first * (cosine.least()
                        + (1 - cosine.least()) * 0.5 * (1 + Math.cos(Math.PI * (epoch - 1) / epochs)));
            case LearningRateSchedule.Plateau _ -> first / plateauDivisor;
        };
    }

    /** Takes the validation loss after an epoch into account. */
    public void observe(double validationLoss) {
        if (!(schedule instanceof LearningRateSchedule.Plateau plateau)) {
            return;
        }
        if (validationLoss < leastLoss) {
            leastLoss = validationLoss;
            epochsWithoutFall = 0;
        } else if (++epochsWithoutFall > plateau.patience()) {
            plateauDivisor *= plateau.divisor();
            epochsWithoutFall = 0;
        }
    }

    /** Writes the effect of validation losses so far. */
    public void save(StateWriter state) {
        state.put("plateau-divisor", plateauDivisor);
        state.put("least-loss", leastLoss);
        state.put("epochs-without-fall", epochsWithoutFall);
    }

    /** Restores what {@link #save} wrote. */
    public void restore(StateReader state) {
        plateauDivisor = state.real("plateau-divisor");
        leastLoss = state.real("least-loss");
        epochsWithoutFall = state.count("epochs-without-fall");
    }
}
