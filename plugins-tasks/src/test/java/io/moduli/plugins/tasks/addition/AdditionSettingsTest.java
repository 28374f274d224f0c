package io.moduli.plugins.tasks.addition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.settings.SettingException;
import org.junit.jupiter.api.Test;

class AdditionSettingsTest {

    @Test
    void fewerSequencesThanABatchAreAnError() {
        assertThat(problem(50, 32, 31, 2000))
                .isEqualTo("samples: samples = 31 sequences do not fill one batch of 32: raise samples or lower batch");
    }

    @Test
    void moreNumbersThanAnArrayHoldsAreAnError() {
        assertThat(problem(1_000_000, 32, 10_000, 2000))
                .isEqualTo(
                        "samples: samples = 10000 sequences of 1000000 steps are more than 2147483639 numbers, the most that one array holds");
    }

    @Test
    void oneBatchToTrainOnAndOneSequenceToJudgeAreEnough() {
        assertThatCode(() -> new AdditionSettings(2, 32, 32, 1, MarkPlacement.ANYWHERE)).doesNotThrowAnyException();
    }

    private static String problem(int sequenceLength, int batch, int samples, int heldOut) {
        SettingException thrown = catchThrowableOfType(
                SettingException.class,
                () -> new AdditionSettings(sequenceLength, batch, samples, heldOut, MarkPlacement.ONE_A_HALF));
        return thrown.setting() + ": " + thrown.getMessage();
    }
}
