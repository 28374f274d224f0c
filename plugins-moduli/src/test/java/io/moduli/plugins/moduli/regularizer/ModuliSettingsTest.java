package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModuliSettingsTest {

    private static ModuliSettings on(WeightRole... roles) {
        return new ModuliSettings(
                List.of(roles), 1, new Diffusion(false), 1, Reduction.MEAN, CoefficientSource.GEOMETRY,
                SelfConnections.BY_COST);
    }

    private static void assertRefused(ThrowingCallable settings, String setting, String message) {
        assertThatThrownBy(settings).asInstanceOf(type(SettingException.class))
                .hasFieldOrPropertyWithValue("setting", setting)
                .extracting(Throwable::getMessage).asString().contains(message);
    }

    @Test
    void anyOtherRoleThanRecurrentIsRefusedAtItsKey() {
        assertRefused(() -> on(WeightRole.RECURRENT, WeightRole.READ_OUT), "on", "read-out weights have no distances");
        assertRefused(() -> on(WeightRole.INPUT), "on", "it must be [recurrent]");
        assertRefused(() -> on(), "on", "names no weights");
    }

    @Test
    void plainPenaltiesNeedARole() {
        assertRefused(() -> new MagnitudeSettings(List.of(), 1, Reduction.MEAN), "on", "names no weights");
    }
}
