package io.moduli.plugins.pruning.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.removal.RankedPruner;
import io.moduli.plugins.pruning.removal.SaliencySettings;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When masks change while the network trains. */
class RoundsTest {

    @Test
    void stepsAndEpochsAreCadences() {
        assertThat(new Rounds.Steps(250, 1000, Optional.of(6000), 0.5).cadence())
                .isEqualTo(new Cadence(Cadence.Unit.STEPS, 250, 1000, 6000, 0.5));
        assertThat(new Rounds.Epochs(2, 1, Optional.empty(), 1).cadence())
                .isEqualTo(new Cadence(Cadence.Unit.EPOCHS, 2, 1, Long.MAX_VALUE, 1));
        assertThat(Rounds.everyEpoch().cadence()).isEqualTo(Cadence.everyEpoch());
    }

    @Test
    void rankingPrunersAreAskedAtTheCadenceOfTheirSettings() {
        Rounds rounds = new Rounds.Steps(3, 6, Optional.of(12), 1);
        Pruner pruner = RankedPruner.bySaliency(new SaliencySettings(
                List.of(WeightRole.RECURRENT), PruningScope.LAYER, LayerShares.UNIFORM, SelfConnections.BY_COST, 0,
                rounds, new LinearSchedule(0.5, 1)));

        assertThat(pruner.cadence()).isEqualTo(new Cadence(Cadence.Unit.STEPS, 3, 6, 12, 1));
    }

    @Test
    void theCosineEndsWithTheLastRound() {
        TrainingProgress middle = new TrainingProgress(300, 1000, 3, 10);
        assertThat(new Rounds.Steps(100, 0, Optional.empty(), 0.6).cosine(0.4, middle)).isCloseTo(0.2, within(1e-12));
        assertThat(new Rounds.Steps(100, 0, Optional.of(600), 1).cosine(0.4, middle)).isCloseTo(0.2, within(1e-12));
        assertThat(new Rounds.Epochs(1, 0, Optional.of(6), 1).cosine(0.4, middle)).isCloseTo(0.2, within(1e-12));
        assertThat(new Rounds.Epochs(1, 0, Optional.of(3), 1).cosine(0.4, middle)).isZero();
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class, () -> new Rounds.Steps(100, 500, Optional.of(400), 1));

        assertThat(thrown.setting()).isEqualTo("end");
        assertThat(thrown).hasMessage(
                "end = 400 comes before begin = 500, so there is no round: raise end, or leave it out for all training");
    }

    @Test
    void anEndBeforeTheFirstStepOrEpochIsRefused() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class, () -> new Rounds.Steps(100, 0, Optional.of(0), 1));

        assertThat(thrown.setting()).isEqualTo("end");
        assertThat(thrown).hasMessage(
                "end = 0 is less than 1, so there is no round: raise end, or leave it out for all training");
        assertThat(catchThrowableOfType(
                SettingException.class, () -> new Rounds.Epochs(1, 2, Optional.of(-3), 1))).hasMessage(
                        "end = -3 is less than 1, so there is no round: raise end, or leave it out for all training");
    }
}
