package io.moduli.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {

    private static final float[] OUTPUTS = {0, (float) Math.log(3), -100, (float) Math.log(4)};

    private static double[] shares(TokenSampler sampler) {
        SplittableRandom random = new SplittableRandom(4);
        double[] shares = new double[OUTPUTS.length];
        for (int draw = 0; draw < 20_000; draw++) {
            shares[sampler.draw(OUTPUTS, random)] += 1.0 / 20_000;
        }
        return shares;
    }

    @Test
    void tokensComeWithTheirProbabilities() {
        assertThat(shares(new TokenSampler(1, 4))).containsExactly(
                new double[] {1 / 8.0, 3 / 8.0, 0, 4 / 8.0}, within(0.015));
        assertThat(shares(new TokenSampler(0.5, 4))).containsExactly(
                new double[] {1 / 26.0, 9 / 26.0, 0, 16 / 26.0}, within(0.015));
    }

    @Test
    void onlyTheMostLikelyAreDrawn() {
        assertThat(shares(new TokenSampler(1, 2))).containsExactly(
                new double[] {0, 3 / 7.0, 0, 4 / 7.0}, within(0.015));
        assertThat(shares(new TokenSampler(0, 4))).containsExactly(new double[] {0, 0, 0, 1}, within(1e-9));
    }

    @Test
    void whatMeansNothingIsRefused() {
        assertThatThrownBy(() -> new TokenSampler(-1, 1))
                .hasMessage("a temperature of -1.0, where it must be 0 or more");
        assertThatThrownBy(() -> new TokenSampler(1, 0)).hasMessage("the 0 most likely, where at least 1 is needed");
    }
}
