package io.moduli.core.run;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Moved;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.MetricDefinition;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.SmallTask;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A small task, a regularizer with a state, an initializer, a pruner and a schedule, for pipelines in tests. */
final class TestPlugin implements Plugin {

    enum Start {
        ZERO,
        CARRIED,
        PROJECTED
    }

    @Description("Random numbers")
    @MetricDefinition(name = "batches-seen", unit = "batches", higherIsBetter = true, value = "How many batches were evaluated")
    record TaskSettings(
            @Default("zero") @Description("Initial state") Start start,
            @Default("8") @Description("Sequences") int batch,
            @Default("4") @Description("Time steps") int sequenceLength,
            @Description("The training batch from which on targets are not numbers") Optional<Integer> faultyFrom,
            @Description("The training batch from which on all input is 0") Optional<Integer> silentFrom,
            @Default("false") @Description("Whether there are no test data") boolean untested,
            @Default("false") @Description("Whether the data cannot be read") boolean unreadable,
            @Default("false") @Description("Whether metrics overflow") boolean overflowing) implements Task {

        @Override
        public OpenTask open() throws IOException {
            if (unreadable) {
                throw new IOException("the disk is gone");
            }
            return new Faulty(this, new SmallTask(new TaskShape(
                    new Input.Dense(1),
                    switch (start) {
                        case ZERO -> new InitialState.Zero();
                        case CARRIED -> new InitialState.Carried();
                        case PROJECTED -> new InitialState.Projected(2);
                    },
                    ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, sequenceLength, batch)));
        }
    }

    /** The task with its faults. */
    private record Faulty(TaskSettings settings, SmallTask task) implements OpenTask {

        @Override
        public TaskShape shape() {
            return task.shape();
        }

        @Override
        public long batches(Split split) {
            return split == Split.TEST && settings.untested() ? 0 : task.batches(split);
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            task.fill(split, index, batch);
            if (split == Split.TRAIN && settings.faultyFrom().isPresent() && index >= settings.faultyFrom().get()) {
                batch.target().fill(Float.NaN);
            }
            if (split == Split.TRAIN && settings.silentFrom().isPresent() && index >= settings.silentFrom().get()) {
                batch.input().fill(0);
            }
        }

        @Override
        public boolean continues(Split split, long index) {
            return true;
        }

        @Override
        public Evaluation evaluation(Split split) {
            return settings.overflowing() ? new Overflowing() : task.evaluation(split);
        }
    }

    private static final class Overflowing implements Evaluation {

        @Override
        public void add(Batch batch, Matrix outputs) {}

        @Override
        public List<Metric> metrics() {
            return List.of(new Metric("perplexity", Double.POSITIVE_INFINITY), new Metric("accuracy", Double.NaN));
        }
    }

    @Description("The line from 0 to 1")
    record LineSettings() {}

    @Description("Absolute values, with a number for each unit that grows in every step")
    @Moved(key = "space", to = "network.geometry.space")
    record RegularizerSettings(
            @Default("[recurrent]") @Description("Roles") List<WeightRole> roles,
            @Default("none") @Description("Whether it says that it looks at the geometry") GeometryUse use,
            @Default("false") @Description("Whether it says that it moves points") boolean moves)
            implements Regularizer {

        private static final float STRENGTH = 1e-3f;

        @Override
        public Set<WeightRole> on() {
            return EnumSet.copyOf(roles);
        }

        @Override
        public GeometryUse geometryUse() {
            return use;
        }

        @Override
        public boolean movesPoints() {
            return moves;
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            double[] numbers = random.doubles(weight.shape().units()).toArray();
            return new BoundRegularizer() {
                @Override
                public double accumulate(EntryBlock block) {
                    double sum = 0;
                    for (int row = block.firstRow(); row < block.endRow(); row++) {
                        for (long entry = block.begin(row); entry < block.end(row); entry++) {
                            float value = block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                            float slope = block.gradients().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                            block.gradients().setAtIndex(
                                    ValueLayout.JAVA_FLOAT, entry, slope + STRENGTH * Math.signum(value));
                            sum += STRENGTH * Math.abs(value);
                        }
                    }
                    return sum;
                }

                @Override
                public void endStep(TrainingStep step) {
                    step.forEach(numbers.length, unit -> numbers[unit] += 1);
                }

                @Override
                public List<StateArray> state() {
                    return List.of(new StateArray("numbers", List.of(numbers.length, 1), numbers.clone()));
                }

                @Override
                public void restore(List<StateArray> state) {
                    System.arraycopy(state.getFirst().values(), 0, numbers, 0, numbers.length);
                }
            };
        }
    }

    @Description("Removes the smallest of each weight")
    record PrunerSettings(
            @Default("[recurrent, read-out]") @Description("Roles") List<WeightRole> roles,
            @Description("Course") SparsitySchedule schedule,
            @Default("false") @Description("Whether it asks for gradients") boolean gradients) implements Pruner {

        @Override
        public Set<WeightRole> on() {
            return EnumSet.copyOf(roles);
        }

        @Override
        public BoundPruner bind(List<PlacedWeight> weights) {
            return this::masks;
        }

        private List<Mask> masks(PruningRound round) {
            List<Mask> masks = new ArrayList<>();
            round.warn("removing " + Math.round(100 * round.sparsity()) + " %");
            for (PrunableWeight weight : round.weights()) {
                if (gradients) {
                    weight.gradient((_, _) -> {});
                }
                int columns = weight.shape().columns();
                Mask.Builder mask = Mask.builder(weight.shape().rows(), columns);
                long removed = Math.round(round.sparsity() * weight.shape().entries());
                IntStream.range(0, (int) weight.shape().entries())
                        .boxed()
                        .sorted((a, b) -> Float.compare(size(weight, a), size(weight, b)))
                        .skip(removed)
                        .forEach(entry -> mask.keep(entry / columns, entry % columns));
                masks.add(mask.build());
            }
            return masks;
        }

        private static float size(PrunableWeight weight, int entry) {
            EntryBlock entries = weight.entries();
            int row = entry / weight.shape().columns();
            int column = entry % weight.shape().columns();
            for (long stored = entries.begin(row); stored < entries.end(row); stored++) {
                if (entries.column(stored) == column) {
                    return Math.abs(entries.values().getAtIndex(ValueLayout.JAVA_FLOAT, stored));
                }
            }
            return 0;
        }
    }

    @Description("Each recurrent weight is the distance of its units")
    record InitializerSettings(
            @Default("[recurrent]") @Description("Roles") List<WeightRole> roles,
            @Default("required") @Description("Whether it says that it looks at the geometry") GeometryUse use)
            implements WeightInitializer {

        @Override
        public Set<WeightRole> on() {
            return EnumSet.copyOf(roles);
        }

        @Override
        public GeometryUse geometryUse() {
            return use;
        }

        @Override
        public void initialize(FirstWeights weight) {
            LayerGeometry geometry = weight.weight().geometry().orElseThrow();
            float[] values = new float[geometry.units()];
            for (int row = 0; row < weight.weight().shape().rows(); row++) {
                for (int unit = 0; unit < values.length; unit++) {
                    values[unit] = (float) geometry.distance(row % geometry.units(), unit);
                }
                weight.write(row, values);
            }
        }
    }

    @Description("Evenly up to a target")
    record ScheduleSettings(
            @Description("Share at the end") double target,
            @Default("4") @Description("Epochs until then") int epochs) implements SparsitySchedule {

        @Override
        public double sparsity(double done) {
            return target * Math.min(1, done / epochs);
        }
    }

    @Description("From a share straight down to a target")
    record FallingSettings(
            @Description("Share at first") double from,
            @Description("Share at the end") double target,
            @Default("4") @Description("Epochs until then") int epochs) implements SparsitySchedule {

        @Override
        public double sparsity(double done) {
            return from + (target - from) * Math.min(1, done / epochs);
        }
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
        return List.of(ComponentFactory.of("line", LineSettings.class, _ -> new PlainSpace(1)));
    }

    @Override
    public List<ComponentFactory<?, ? extends Task>> tasks() {
        return List.of(ComponentFactory.of("small", TaskSettings.class, settings -> settings));
    }

    @Override
    public List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
        return List.of(ComponentFactory.of("absolute", RegularizerSettings.class, settings -> settings));
    }

    @Override
    public List<ComponentFactory<?, ? extends WeightInitializer>> weightInitializers() {
        return List.of(ComponentFactory.of("distances", InitializerSettings.class, settings -> settings));
    }

    @Override
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(ComponentFactory.of("smallest", PrunerSettings.class, settings -> settings),
                ComponentFactory.of("scripted", ScriptedPruner.class, settings -> settings));
    }

    @Override
    public List<ComponentFactory<?, ? extends SparsitySchedule>> sparsitySchedules() {
        return List.of(ComponentFactory.of("even", ScheduleSettings.class, settings -> settings),
                ComponentFactory.of("falling", FallingSettings.class, settings -> settings));
    }
}
