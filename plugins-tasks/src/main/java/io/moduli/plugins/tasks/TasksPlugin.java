package io.moduli.plugins.tasks;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.task.Task;
import io.moduli.plugins.tasks.addition.AdditionSettings;
import io.moduli.plugins.tasks.addition.AdditionTask;
import io.moduli.plugins.tasks.language.LanguageModelSettings;
import io.moduli.plugins.tasks.language.LanguageModelTask;
import io.moduli.plugins.tasks.navigation.NavigationSettings;
import io.moduli.plugins.tasks.navigation.NavigationTask;
import java.util.List;

/** The tasks that come with Moduli. */
public final class TasksPlugin implements Plugin {

    @Override
    public String id() {
        return "tasks-standard";
    }

    @Override
    public String description() {
        return "Standard tasks for recurrent networks";
    }

    @Override
    public List<ComponentFactory<?, ? extends Task>> tasks() {
        return List.of(
                ComponentFactory.of("addition", AdditionSettings.class, AdditionTask::new),
                ComponentFactory.of("navigation", NavigationSettings.class, NavigationTask::new),
                ComponentFactory.of("language-model", LanguageModelSettings.class, LanguageModelTask::new));
    }
}
