package io.moduli.core.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.weight.WeightRole;
import io.moduli.core.config.binding.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"hidden, hidden", "learningRate, learning-rate", "LotteryTicket, lottery-ticket",
        "stepsPerEpoch, steps-per-epoch", "L2Norm, l2-norm", "useGPUNow, use-gpu-now"})
    void hyphenatesCamelCase(String camelCase, String hyphenated) {
        assertThat(Spelling.hyphenated(camelCase)).isEqualTo(hyphenated);
    }

    @Test
    void writesConstantsInLowerCaseWithHyphens() {
        assertThat(Spelling.of(WeightRole.INITIAL_STATE)).isEqualTo("initial-state");
    }

    @Test
    void takesTheNameOfARecordFromItsAnnotationFirst() {
        assertThat(Spelling.tag(Sample.Stage.LotteryTicket.class)).isEqualTo("ticket");
        assertThat(Spelling.tag(Sample.Stage.Train.class)).isEqualTo("train");
    }
}
