package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedPenaltyTest {

    @Test
    void aWideRowKeepsItsSumToSevenDigits() {
        WeightShape shape = new WeightShape("w", WeightRole.INPUT, 0, 1, 2, 30_001);
        SplittableRandom random = new SplittableRandom(1);
        float[] matrix = new float[60_002];
        double absolute = 0;
        double squared = 0;
        for (int index = 0; index < matrix.length; index++) {
            matrix[index] = (float) random.nextGaussian();
            absolute += Math.abs((double) matrix[index]);
            squared += (double) matrix[index] * matrix[index];
        }
        EntryCoefficients threes = EntryCoefficients.constant(3, shape);
        SampleWeight weight = SampleWeight.dense(shape, matrix);
        assertThat(new WeightedPenalty(1, 0.5).accumulate(weight.whole(), threes) / (1.5 * absolute))
                .isEqualTo(1, within(1e-7));
        assertThat(new WeightedPenalty(2, 0.5).accumulate(weight.whole(), threes) / (1.5 * squared))
                .isEqualTo(1, within(1e-7));
    }

    @Test
    void theGradientHasTheSignOfTheWeightOnEveryLaneAndIsZeroAtZero() {
        WeightShape shape = new WeightShape("w", WeightRole.INPUT, 0, 1, 1, 37);
        float[] matrix = new float[37];
        float[] expected = new float[37];
        for (int index = 0; index < 37; index++) {
            matrix[index] = index % 3 == 0 ? (index % 2 == 0 ? 0f : -0f) : index % 3 == 1 ? 0.25f : -4f;
            expected[index] = index % 3 == 0 ? 0 : index % 3 == 1 ? -6 : 6;
        }
        SampleWeight weight = SampleWeight.dense(shape, matrix);
        new WeightedPenalty(1, 2).accumulate(weight.whole(), EntryCoefficients.constant(-3, shape));
        assertThat(weight.gradients()).isEqualTo(expected);
    }

    @Test
    void aDivergedWeightIsNotHidden() {
        WeightShape shape = new WeightShape("w", WeightRole.INPUT, 0, 1, 1, 37);
        float[] matrix = new float[37];
        matrix[3] = Float.NaN;
        assertThat(new WeightedPenalty(1, 2)
                .accumulate(SampleWeight.dense(shape, matrix).whole(), EntryCoefficients.constant(1, shape))).isNaN();
    }

    @Test
    void refusesAnotherPower() {
        assertThatThrownBy(() -> new WeightedPenalty(3, 1)).hasMessage("the power of a penalty is 1 or 2, not 3");
    }
}
