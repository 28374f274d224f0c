package io.moduli.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.Plugin;
import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionPointTest {

    @Test
    void thereAreEightUnderTheseNames() {
        assertThat(ExtensionPoint.all()).extracting(ExtensionPoint::name).containsExactly("moduli-space", "inhibitor",
                "regularizer", "recurrent-cell", "weight-initializer", "pruner", "sparsity-schedule", "task");
    }

    @Test
    void everyListOfThePluginInterfaceHasOne() {
        long lists = Arrays.stream(Plugin.class.getMethods())
                .filter(method -> method.getReturnType().equals(List.class)).count();

        assertThat(ExtensionPoint.all()).hasSize((int) lists);
    }

    @Test
    void isFoundByTheExactTypeOfItsComponents() {
        assertThat(ExtensionPoint.ofType(ModuliSpace.class)).contains(ExtensionPoint.MODULI_SPACE);
        assertThat(ExtensionPoint.ofType(Object.class)).isEmpty();
    }
}
