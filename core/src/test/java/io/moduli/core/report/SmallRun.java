package io.moduli.core.report;

import io.moduli.api.RandomStreams;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.training.Regularization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The remains of a run of 4 hidden units on a circle, as if it had trained for three epochs. */
final class SmallRun implements AutoCloseable {

    static final String SCRIPT = "<script>alert(\"1\")</script>";

    /** Half of what is pruned is a quarter of all. */
    static final RunTerms TERMS = new RunTerms("nats", MetricMeanings.NONE, OptionalDouble.of(40), OptionalDouble.of(2),
            Optional.of(new RunTerms.Removal(0.5, 0.4, 0.25)));

    private static final TaskShape SHAPE = new TaskShape(
            new Input.Dense(2), new InitialState.Zero(), ReadOut.LAST_STEP, 1, Loss.Standard.SQUARED_ERROR, 3, 2);

    private final List<String> warnings = new ArrayList<>();
    private final Team team = new Team(1);
    private final Network network = new Network(
            new NetworkPlan(
                    new NetworkSettings(StandardCells.gru(), 4, 1, true, Optional.empty(), false, 0), SHAPE),
            team);

    SmallRun() {
        WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(1));
    }

    Network network() {
        return network;
    }

    static Batch batch() {
        Batch batch = Batch.allocate(SHAPE);
        batch.input().fill(1);
        return batch;
    }

    static EpochReport epoch(int epoch, double loss) {
        return new EpochReport(
                1, epoch, 10L * epoch, loss, 0.5, 1, 0.001, 0.1 * epoch, OptionalDouble.of(loss + 1), 1, 0.25);
    }

    static RunHistory history(int epochs) {
        return new RunHistory(
                List.of(new StageStart(1, 2, SCRIPT, "train", 30, 3),
                        new StageStart(2, 2, "evaluate", "evaluate", 1, 0)),
                List.of(epoch(1, 30), epoch(2, 3), epoch(3, 1)).subList(0, epochs),
                List.of(new StageReport(1, SCRIPT, "train", 125, 30,
                        List.of(new Metric("position-error", 12.5, "cm")))),
                List.of());
    }

    ReportSource source(Function<NetworkProbe, List<Exhibit>> exhibits) {
        return source("done", Optional.empty(), history(3), exhibits);
    }

    ReportSource source(
            String outcome, Optional<String> problem, RunHistory history,
            Function<NetworkProbe, List<Exhibit>> exhibits) {
        return source(outcome, problem, history, List.of(shown("model.safetensors", true, exhibits)));
    }

    ReportSource source(
            String outcome, Optional<String> problem, RunHistory history, List<PortrayedNetwork> networks) {
        return new ReportSource(
                "small", outcome, problem, 7, 12.5, history, Sparsity.of(network),
                networks.stream().map(shown -> NetworkPortrait.of(shown, false, warnings::add)).toList(), TERMS,
                """
                        name = "%s"
                        task { type = small }
                        network { cell { type = gru }, hidden = 4, geometry { space { type = circle } } }
                        regularizers = [{ type = moduli, strength = 0.001, inhibitor { type = gaussian } }]
                        pruner { type = magnitude }
                        """.formatted(SCRIPT.replace("\"", "\\\"")),
                "{ \"java\" : \"25\", \"started\" : \"2026-03-04T05:06:07Z\" }");
    }

    /** What could not be portrayed. */
    List<String> warnings() {
        return warnings;
    }

    PortrayedNetwork shown(String file, boolean first, Function<NetworkProbe, List<Exhibit>> exhibits) {
        LayerGeometries geometries = LayerGeometries.fixed(List.of(Circle.units(0, 2, 1, 3)));
        Regularization regularization = new Regularization(
                List.of(new OnCircle()), network.weights(), geometries, new RandomStreams(2), team);
        return new PortrayedNetwork(
                file, "at the end of the run", first, network, regularization, geometries, new ShowingTask(exhibits));
    }

    @Override
    public void close() {
        team.close();
    }

    private record OnCircle() implements Regularizer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            return new Bound();
        }
    }

    private record Bound() implements BoundRegularizer {

        @Override
        public double accumulate(EntryBlock block) {
            return 0;
        }

        @Override
        public Optional<DoubleUnaryOperator> costOverDistance() {
            return Optional.of(DoubleUnaryOperator.identity());
        }
    }

    private record ShowingTask(Function<NetworkProbe, List<Exhibit>> show) implements OpenTask {

        @Override
        public TaskShape shape() {
            return SHAPE;
        }

        @Override
        public long batches(Split split) {
            return 1;
        }

        @Override
        public void fill(Split split, long index, Batch batch) {}

        @Override
        public Evaluation evaluation(Split split) {
            throw new UnsupportedOperationException("a report judges nothing");
        }

        @Override
        public List<Exhibit> exhibits(NetworkProbe probe) {
            return show.apply(probe);
        }
    }
}
