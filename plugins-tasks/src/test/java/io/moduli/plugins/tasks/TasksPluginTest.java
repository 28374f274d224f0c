package io.moduli.plugins.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.settings.Description;
import java.lang.reflect.RecordComponent;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TasksPluginTest {

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::id).containsExactly("tasks-standard");
    }

    @Test
    void additionAndNavigationAreAmongItsTasks() {
        assertThat(new TasksPlugin().tasks().stream().map(ComponentFactory::name)).contains("addition", "navigation");
    }

    @Test
    void languageModelIsAmongItsTasks() {
        assertThat(new TasksPlugin().tasks().stream().map(ComponentFactory::name)).contains("language-model");
    }

    @Test
    void everySettingSaysWhatItMeans() {
        assertThat(new TasksPlugin().tasks()).allSatisfy(factory -> {
            assertThat(factory.settings().isAnnotationPresent(Description.class)).isTrue();
            assertThat(factory.settings().getRecordComponents())
                    .allMatch((RecordComponent setting) -> setting.isAnnotationPresent(Description.class));
        });
    }
}
