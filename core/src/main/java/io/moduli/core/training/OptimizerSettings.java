package io.moduli.core.training;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Name;
import io.moduli.api.settings.Range;

/** The optimizers to choose from; all as in PyTorch. */
public sealed interface OptimizerSettings {

    /** The rate before any schedule. */
    double learningRate();

    /** How many moments it keeps for every learned number. */
    int moments();

    /** Stochastic gradient descent: v = momentum · v + g + weightDecay · w, w = w - rate · v. */
    @Description("Stochastic gradient descent with momentum")
    record Sgd(
            @Description("Learning rate") @Range(min = 0, aboveMin = true) double learningRate,
            @Default("0") @Description("Share of the previous update that is carried over") @Range(min = 0, max = 1, belowMax = true) double momentum,
            @Default("0") @Description("The multiple of a weight that is added to its gradient") @Range(min = 0) double weightDecay)
            implements OptimizerSettings {

        @Override
        public int moments() {
            return momentum == 0 ? 0 : 1;
        }
    }

    /** Adam (Kingma and Ba, 2015). */
    @Description("Adam")
    record Adam(
            @Default("1e-3") @Description("Learning rate") @Range(min = 0, aboveMin = true) double learningRate,
            @Default("0.9") @Description("Decay of the mean of gradients") @Range(min = 0, max = 1, belowMax = true) double beta1,
            @Default("0.999") @Description("Decay of the mean of squared gradients") @Range(min = 0, max = 1, belowMax = true) double beta2,
            @Default("1e-8") @Description("Added to the square root of the mean of squared gradients") @Range(min = 0, aboveMin = true) double epsilon,
            @Default("0") @Description("The multiple of a weight that is added to its gradient") @Range(min = 0) double weightDecay)
            implements OptimizerSettings {

        @Override
        public int moments() {
            return 2;
        }
    }

    /** Adam with decoupled weight decay (Loshchilov and Hutter, 2019), on weights and biases alike. */
    @Name("adamw")
    @Description("Adam with decoupled weight decay")
    record AdamW(
            @Default("1e-3") @Description("Learning rate") @Range(min = 0, aboveMin = true) double learningRate,
            @Default("0.9") @Description("Decay of the mean of gradients") @Range(min = 0, max = 1, belowMax = true) double beta1,
            @Default("0.999") @Description("Decay of the mean of squared gradients") @Range(min = 0, max = 1, belowMax = true) double beta2,
            @Default("1e-8") @Description("Added to the square root of the mean of squared gradients") @Range(min = 0, aboveMin = true) double epsilon,
            @Default("0.01") @Description("The multiple of a weight that each step subtracts, times the learning rate") @Range(min = 0) double weightDecay)
            implements OptimizerSettings {

        @Override
        public int moments() {
            return 2;
        }
    }
}
