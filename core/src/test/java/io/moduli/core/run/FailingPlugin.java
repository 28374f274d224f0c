package io.moduli.core.run;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.report.Exhibit;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.SmallTask;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Components that throw where their settings say.
 *
 * @param failure makes what they throw
 */
record FailingPlugin(Supplier<Throwable> failure) implements Plugin {

    @Description("Random numbers")
    record TaskSettings(
            @Default("train") @Description("The data whose batch cannot be made") Split split,
            @Default("1000000") @Description("The number of that batch") long batch,
            @Default("false") @Description("Whether the report's exhibits fail") boolean exhibits) {}

    @Description("No penalty")
    record RegularizerSettings(
            @Default("1000000") @Description("After how many steps it fails") int after,
            @Default("false") @Description("Whether it cannot be bound") boolean unbound,
            @Default("0") @Description("What it adds to the gradient with respect to each point") double pull) {}

    @Description("No masks")
    record PrunerSettings(@Description("Course") SparsitySchedule schedule) {}

    @Override
    public String id() {
        return "failing";
    }

    @Override
    public List<ComponentFactory<?, ? extends Task>> tasks() {
        return List.of(ComponentFactory.<TaskSettings, Task>of(
                "failing", TaskSettings.class, settings -> () -> new Opened(settings, this)));
    }

    @Override
    public List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
        return List.of(ComponentFactory.of(
                "failing", RegularizerSettings.class, settings -> new FailingRegularizer(settings, this)));
    }

    @Override
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(ComponentFactory.of(
                "failing", PrunerSettings.class, settings -> new FailingPruner(settings.schedule(), this)));
    }

    private RuntimeException thrown() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private record Opened(TaskSettings settings, FailingPlugin plugin, OpenTask task) implements OpenTask {

        Opened(TaskSettings settings, FailingPlugin plugin) {
            this(settings, plugin, new SmallTask(new TaskShape(
                    new Input.Dense(1), new InitialState.Zero(), ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, 4,
                    8)));
        }

        @Override
        public TaskShape shape() {
            return task.shape();
        }

        @Override
        public long batches(Split split) {
            return task.batches(split);
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            if (split == settings.split() && index == settings.batch()) {
                throw plugin.thrown();
            }
            task.fill(split, index, batch);
        }

        @Override
        public Evaluation evaluation(Split split) {
            return task.evaluation(split);
        }

        @Override
        public List<Exhibit> exhibits(NetworkProbe network) {
            if (settings.exhibits()) {
                throw plugin.thrown();
            }
            return List.of();
        }
    }

    private record FailingRegularizer(RegularizerSettings settings, FailingPlugin plugin) implements Regularizer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public boolean movesPoints() {
            return settings.pull() != 0;
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            if (settings.unbound()) {
                throw plugin.thrown();
            }
            return new BoundRegularizer() {
                private int steps;

                @Override
                public double accumulate(EntryBlock block) {
                    if (steps == settings.after()) {
                        throw plugin.thrown();
                    }
                    return 0;
                }

                @Override
                public void endStep(TrainingStep step) {
                    steps++;
                    weight.geometry().filter(LayerGeometry::learning).ifPresent(geometry -> {
                        for (int unit = 0; unit < geometry.units(); unit++) {
                            geometry.addGradient(unit, new double[] {settings.pull()});
                        }
                    });
                }
            };
        }
    }

    private record FailingPruner(SparsitySchedule schedule, FailingPlugin plugin) implements Pruner {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundPruner bind(List<PlacedWeight> weights) {
            return _ -> {
                throw plugin.thrown();
            };
        }
    }
}
