package io.moduli.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.RandomStreams;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {

    private static final int COUNT = 200_000;

    @Test
    void expIsWithinTwoUnitsInTheLastPlace() {
        assertThat(greatestError(VectorMath::exp, Math::exp, numbers(-87.3, 88.7))).isLessThan(2);
    }

    @Test
    void sigmoidIsWithinFourUnitsInTheLastPlace() {
        assertThat(greatestError(VectorMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), numbers(-86, 100))).isLessThan(4);
    }

    @Test
    void tanhIsWithinThreeUnitsInTheLastPlace() {
        assertThat(greatestError(VectorMath::tanh, StrictMath::tanh, numbers(-20, 20))).isLessThan(3);
        assertThat(greatestError(VectorMath::tanh, StrictMath::tanh, numbers(-1e-3, 1e-3))).isLessThan(3);
        assertThat(greatestError(VectorMath::tanh, StrictMath::tanh, numbers(-1e-37, 1e-37))).isLessThan(3);
    }

    @Test
    void valuesThatAreKnownExactlyAreExact() {
        assertThat(apply(VectorMath::exp, 0)).isEqualTo(1);
        assertThat(apply(VectorMath::sigmoid, 0)).isEqualTo(0.5f);
        assertThat(apply(VectorMath::tanh, 0)).isEqualTo(0);
        assertThat(apply(VectorMath::tanh, Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
        assertThat(apply(VectorMath::tanh, -Float.MIN_NORMAL)).isEqualTo(-Float.MIN_NORMAL);
        assertThat(apply(VectorMath::exp, Float.MIN_VALUE)).isEqualTo(1);
    }

    @Test
    void hugeArgumentsSaturateAndNothingBecomesInfinite() {
        for (float huge : new float[] {89, 1e4f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(apply(VectorMath::exp, huge)).isEqualTo(apply(VectorMath::exp, 88.7f)).isFinite();
            assertThat(apply(VectorMath::exp, -huge)).isEqualTo(apply(VectorMath::exp, -87.3f)).isBetween(0f, 2e-38f);
            assertThat(apply(VectorMath::tanh, huge)).isEqualTo(1);
            assertThat(apply(VectorMath::tanh, -huge)).isEqualTo(-1);
            assertThat(apply(VectorMath::sigmoid, huge)).isEqualTo(1);
            assertThat(apply(VectorMath::sigmoid, -huge)).isBetween(0f, 1e-38f);
        }
    }

    @Test
    void notANumberStaysSoWhateverItsBits() {
        for (int bits : new int[] {0x7fc00000, 0xffc00000, 0x7fc00001, 0x7f800001, 0xffffffff, 0x7fffffff,
            0x7fc000ff}) {
            float number = Float.intBitsToFloat(bits);
            assertThat(apply(VectorMath::exp, number)).as("exp %x", bits).isNaN();
            assertThat(apply(VectorMath::tanh, number)).as("tanh %x", bits).isNaN();
            assertThat(apply(VectorMath::sigmoid, number)).as("sigmoid %x", bits).isNaN();
        }
    }

    @Test
    void lanesAreSummedFromTheFirstToTheLastInDoublePrecision() {
        float[] lanes = new float[Vectors.LENGTH];
        IntStream.range(0, lanes.length).forEach(lane -> lanes[lane] = lane % 2 == 0 ? 1e8f : 1);
        double expected = IntStream.range(0, lanes.length).mapToDouble(lane -> lanes[lane]).sum();

        assertThat(VectorMath.sumOfLanes(FloatVector.fromArray(VectorMath.SPECIES, lanes, 0))).isEqualTo(expected);
    }

    /** In units in the last place of the true value. */
    private static double greatestError(
            UnaryOperator<FloatVector> function, DoubleUnaryOperator truth, float[] numbers) {
        double greatest = 0;
        float[] results = new float[Vectors.LENGTH];
        for (int begin = 0; begin < numbers.length; begin += Vectors.LENGTH) {
            function.apply(FloatVector.fromArray(VectorMath.SPECIES, numbers, begin)).intoArray(results, 0);
            for (int lane = 0; lane < results.length; lane++) {
                double expected = truth.applyAsDouble(numbers[begin + lane]);
                greatest = Math.max(greatest, Math.abs(results[lane] - expected) / Math.ulp((float) expected));
            }
        }
        return greatest;
    }

    private static float apply(UnaryOperator<FloatVector> function, float number) {
        FloatVector result = function.apply(FloatVector.broadcast(VectorMath.SPECIES, number));
        assertThat(DoubleStream.of(result.toDoubleArray()).mapToInt(x -> Float.floatToIntBits((float) x)).distinct())
                .hasSize(1);
        return result.lane(0);
    }

    /** A whole number of vectors of them. */
    private static float[] numbers(double low, double high) {
        RandomGenerator random = new RandomStreams(5).stream(low + " " + high);
        float[] numbers = new float[COUNT / Vectors.LENGTH * Vectors.LENGTH];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = (float) random.nextDouble(low, high);
        }
        return numbers;
    }
}
