package io.moduli.api.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMathTest {

    @Test
    void vectorsAreTheMachinesWidestUpTo512Bits() {
        assertThat(VectorMath.bits(128, "")).isEqualTo(128);
        assertThat(VectorMath.bits(512, "")).isEqualTo(512);
        assertThat(VectorMath.bits(1024, "")).isEqualTo(512);
        assertThat(VectorMath.bits(384, "")).isEqualTo(256);
    }

    @Test
    void thePropertyAsksForVectorsThatAreNoWider() {
        assertThat(VectorMath.bits(512, "128")).isEqualTo(128);
        assertThat(VectorMath.bits(512, "256")).isEqualTo(256);
        assertThat(VectorMath.bits(1024, "512")).isEqualTo(512);
        assertThat(VectorMath.bits(128, "256")).isEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "64", "wide", "0256"})
    void aWidthWithoutKernelsIsRefusedByName(String bits) {
        assertThatThrownBy(() -> VectorMath.bits(2048, bits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the system property moduli.vector-bits must be one of [128, 256, 512], not \"%s\"", bits);
    }

    @Test
    void theExponentialIsRightToAUnitInTheLastPlace() {
        assertThat(worstError(VectorMath::exp, Math::exp, -87, 88)).isLessThan(1.1);
    }

    @Test
    void theSigmoidIsRightToAFewUnitsInTheLastPlace() {
        assertThat(worstError(VectorMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), -80, 80)).isLessThan(2.5);
    }

    @Test
    void theHyperbolicTangentIsRightToAFewUnitsInTheLastPlace() {
        assertThat(worstError(VectorMath::tanh, Math::tanh, -12, 12)).isLessThan(2.5);
        assertThat(worstError(VectorMath::tanh, Math::tanh, -0.001f, 0.001f)).isLessThan(1.5);
    }

    @Test
    void argumentsBeyondTheRangeOfTheExponentialAreTakenAsItsBounds() {
        assertThat(VectorMath.exp(VectorMath.all(-1e30f)).lane(0)).isCloseTo(1.219243e-38f, within(1e-43f));
        assertThat(VectorMath.exp(VectorMath.all(1e30f)).lane(0)).isCloseTo(3.325977e38f, within(1e33f));
        assertThat(VectorMath.exp(VectorMath.all(Float.POSITIVE_INFINITY)).lane(0)).isFinite();
    }

    @Test
    void zeroIsExactAndNotANumberStays() {
        assertThat(VectorMath.exp(VectorMath.all(Float.NaN)).lane(0)).isNaN();
        assertThat(VectorMath.tanh(VectorMath.all(Float.NaN)).lane(0)).isNaN();
        assertThat(VectorMath.exp(VectorMath.all(0)).lane(0)).isEqualTo(1.0f);
        assertThat(VectorMath.tanh(VectorMath.all(0)).lane(0)).isEqualTo(0.0f);
    }

    @Test
    void notANumberStaysSoWhateverItsBits() {
        for (int bits : new int[] {0xffc00000, 0x7fc00001, 0x7f800001, 0xffffffff, 0x7fffffff, 0x7fc000ff}) {
            FloatVector number = VectorMath.all(Float.intBitsToFloat(bits));
            assertThat(VectorMath.exp(number).lane(0)).as("exp %x", bits).isNaN();
            assertThat(VectorMath.tanh(number).lane(0)).as("tanh %x", bits).isNaN();
            assertThat(VectorMath.sigmoid(number).lane(0)).as("sigmoid %x", bits).isNaN();
        }
    }

    @Test
    void hugeAndDenormalArgumentsSaturate() {
        for (float huge : new float[] {89, 1e4f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(VectorMath.tanh(VectorMath.all(huge)).lane(0)).isEqualTo(1);
            assertThat(VectorMath.tanh(VectorMath.all(-huge)).lane(0)).isEqualTo(-1);
            assertThat(VectorMath.sigmoid(VectorMath.all(huge)).lane(0)).isEqualTo(1);
            assertThat(VectorMath.sigmoid(VectorMath.all(-huge)).lane(0)).isBetween(0f, 1e-38f);
        }
        assertThat(VectorMath.tanh(VectorMath.all(Float.MIN_VALUE)).lane(0)).isEqualTo(Float.MIN_VALUE);
        assertThat(VectorMath.tanh(VectorMath.all(-Float.MIN_NORMAL)).lane(0)).isEqualTo(-Float.MIN_NORMAL);
        assertThat(VectorMath.exp(VectorMath.all(Float.MIN_VALUE)).lane(0)).isEqualTo(1);
    }

    @Test
    void lanesAreAddedInOrderAndInDoublePrecision() {
        FloatVector vector = VectorMath.all(1).withLane(0, 1e8f);

        assertThat(VectorMath.sumOfLanes(vector)).isEqualTo(1e8 + VectorMath.SPECIES.length() - 1);
    }

    @Test
    void compiledCodeGivesTheBitsOfInterpretedCode() {
        int[] cold = bits();
        for (int repetition = 0; repetition < 40_000; repetition++) {
            bits();
        }

        assertThat(bits()).isEqualTo(cold);
    }

    private static int[] bits() {
        int[] bits = new int[3];
        FloatVector argument = VectorMath.all(-1.2345f).withLane(0, 0.789f);
        bits[0] = Float.floatToRawIntBits((float) VectorMath.sumOfLanes(VectorMath.exp(argument)));
        bits[1] = Float.floatToRawIntBits((float) VectorMath.sumOfLanes(VectorMath.sigmoid(argument)));
        bits[2] = Float.floatToRawIntBits((float) VectorMath.sumOfLanes(VectorMath.tanh(argument)));
        return bits;
    }

    /** The maximum error over a hundred thousand places, in units in the last place. */
    private static double worstError(
            UnaryOperator<FloatVector> function, DoubleUnaryOperator exact, float least, float maximum) {
        double worst = 0;
        int places = 100_000;
        for (int place = 0; place <= places; place++) {
            float x = least + (maximum - least) * place / places;
            double expected = exact.applyAsDouble(x);
            float seen = function.apply(VectorMath.all(x)).lane(0);
            worst = Math.max(worst, Math.abs(seen - expected) / Math.ulp((float) expected));
        }
        return worst;
    }
}
