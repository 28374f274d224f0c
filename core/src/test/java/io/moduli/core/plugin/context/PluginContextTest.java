package io.moduli.core.plugin.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.PlainSpace;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginContextTest {

    /** A default that is not passed on would be the api's own and not the component's. */
    @ParameterizedTest
    @ValueSource(classes = {
        SpaceInContext.class, InhibitorInContext.class, RegularizerInContext.class, BoundRegularizerInContext.class,
        CellInContext.class, InitializerInContext.class, PrunerInContext.class, BoundPrunerInContext.class,
        ScheduleInContext.class, TaskInContext.class, OpenTaskInContext.class, EvaluationInContext.class,
        LossInContext.class})
    void everyMethodIsPassedOn(Class<?> wrapper) {
        for (Method method : wrapper.getInterfaces()[0].getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                assertThat(wrapper.getDeclaredMethods())
                        .as("%s of %s", method, wrapper.getSimpleName())
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            }
        }
    }

    @Test
    void aComponentOfTheHostsOwnClassPathIsLeftAsItIs() {
        PlainSpace space = new PlainSpace(2);

        assertThat(PluginContext.within(space)).isSameAs(space);
    }
}
