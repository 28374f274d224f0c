package io.moduli.plugins.pruning.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningSettingsTest {

    @Test
    void noRoleIsAnError() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class,
                () -> Pruners.magnitudeSettings(List.of(), PruningScope.GLOBAL, LayerShares.UNIFORM,
                        SelfConnections.BY_COST, 0, new LinearSchedule(0.9, 20)));

        assertThat(thrown.setting()).isEqualTo("on");
        assertThat(thrown)
                .hasMessage(
                        "on = [] prunes nothing: name at least one of input, recurrent, initial-state, embedding, read-out");
    }

    @Test
    void recurrentScopeNeedsTheRecurrentRole() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class,
                () -> Pruners.randomSettings(
                        List.of(WeightRole.INPUT, WeightRole.READ_OUT), PruningScope.RECURRENT, LayerShares.UNIFORM,
                        SelfConnections.BY_COST, 0,
                        new LinearSchedule(0.9, 20)));

        assertThat(thrown.setting()).isEqualTo("on");
        assertThat(thrown)
                .hasMessage(
                        "scope = recurrent prunes recurrent matrices only, but on = [input, read-out] has none: add recurrent, or choose scope = global or layer");
    }

    @Test
    void aGuardThatContradictsTheTargetIsAnError() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class,
                () -> Pruners.magnitudeSettings(
                        List.of(WeightRole.RECURRENT), PruningScope.GLOBAL, LayerShares.UNIFORM,
                        SelfConnections.BY_COST, 0.25, new LinearSchedule(0.9, 20)));

        assertThat(thrown.setting()).isEqualTo("minimum-kept");
        assertThat(thrown)
                .hasMessage(
                        "minimum-kept = 0.25 leaves at most a share of 0.75 to remove, but the schedule's target is 0.9: lower one of them");
    }

    @Test
    void aGuardOfExactlyWhatTheTargetLeavesIsAllowed() {
        assertThatCode(() -> Pruners.magnitudeSettings(
                List.of(WeightRole.RECURRENT), PruningScope.GLOBAL, LayerShares.UNIFORM, SelfConnections.BY_COST, 0.1,
                new LinearSchedule(0.9, 20)))
                .doesNotThrowAnyException();
    }
}
