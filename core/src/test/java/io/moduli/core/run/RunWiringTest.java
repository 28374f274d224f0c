package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.HasDependencies;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Task;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWiringTest {

    @TempDir
    Path folder;

    /** Does something with the injector of a run. */
    private interface Look {
        void at(Injector injector, LoadedPipeline pipeline);
    }

    private void look(Look look) throws Exception {
        Runs runs = new Runs(folder);
        LoadedPipeline pipeline = runs.load(Runs.BASE + "stages = [" + Runs.TRAIN + "]", Long.MAX_VALUE).orElseThrow();
        try (OpenTask task = pipeline.settings().task().open(); Team team = new Team(1)) {
            look.at(pipeline.registry().injector(pipeline.module(pipeline.settings(), task, team,
                    new PipelineListener() {}, new Cancellation(), Checkpoints.NONE)), pipeline);
        }
    }

    @Test
    void everythingThatIsBoundForARunIsInjectedSomewhereButThePipelineItself() throws Exception {
        look((injector, _) -> {
            Set<Key<?>> bound = new HashSet<>();
            Set<Key<?>> injected = new HashSet<>();
            for (Binding<?> binding : injector.getBindings().values()) {
                if (binding.getKey().getTypeLiteral().getRawType().getName().startsWith("io.moduli.")) {
                    bound.add(binding.getKey());
                }
                if (binding instanceof HasDependencies dependent) {
                    dependent.getDependencies().stream().map(Dependency::getKey).forEach(injected::add);
                }
            }

            assertThat(bound).contains(Key.get(Team.class), Key.get(OpenTask.class));
            bound.removeAll(injected);
            assertThat(bound).containsExactly(Key.get(Pipeline.class));
        });
    }

    @Test
    void theInjectorOfARunHasTheComponentsThatItsPipelineNames() throws Exception {
        look((injector, pipeline) -> {
            Map<String, InstalledComponent<Task>> tasks = injector
                    .getInstance(Key.get(new TypeLiteral<Map<String, InstalledComponent<Task>>>() {}));

            assertThat(tasks).containsOnlyKeys("small");
            assertThat(tasks.get("small"))
                    .isSameAs(pipeline.registry().find(ExtensionPoint.TASK, "small").orElseThrow());
        });
    }
}
