package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.run.PipelineRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of every kind of component, each call of which looks for a service that the bundle alone has. */
class ContextClassLoaderTest {

    private static final String PIPELINE = """
            name = seeing, seed = 1
            task { type = seeing }
            network {
              cell { type = seeing }, hidden = 40
              geometry { space { type = seeing }, learn { rate = 0.01, epochs = 1 } }
              first-weights { type = seeing }
            }
            regularizers = [{ type = seeing, inhibitor { type = seeing } }]
            pruner { type = seeing, schedule { type = seeing } }
            engine { threads = 3 }
            stages = [{ type = train, epochs = 2 }, { type = evaluate }]
            """;

    private static final String PLUGIN = """
            package seeing;
            import io.moduli.api.*;
            import io.moduli.api.cell.*;
            import io.moduli.api.geometry.*;
            import io.moduli.api.initializer.*;
            import io.moduli.api.pruning.*;
            import io.moduli.api.regularizer.*;
            import io.moduli.api.report.*;
            import io.moduli.api.task.*;
            import io.moduli.api.tensor.*;
            import io.moduli.api.weight.*;
            import java.util.*;
            import java.util.concurrent.ConcurrentHashMap;
            import java.util.random.RandomGenerator;

            public final class P implements Plugin {
                public static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
                public static final Set<String> UNSEEN = ConcurrentHashMap.newKeySet();
                static void look(String where) {
                    boolean there = ServiceLoader.load(Service.class).findFirst().isPresent();
                    (there ? SEEN : UNSEEN).add(where);
                }
                public P() { look("constructor"); }
                public String id() { return "seeing"; }
                public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() { return of(Line.class); }
                public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() { return of(Cost.class); }
                public List<ComponentFactory<?, ? extends Regularizer>> regularizers() { return of(Penalty.class); }
                public List<ComponentFactory<?, ? extends RecurrentCell>> recurrentCells() { return of(Cell.class); }
                public List<ComponentFactory<?, ? extends WeightInitializer>> weightInitializers() { return of(First.class); }
                public List<ComponentFactory<?, ? extends Pruner>> pruners() { return of(All.class); }
                public List<ComponentFactory<?, ? extends SparsitySchedule>> sparsitySchedules() { return of(Never.class); }
                public List<ComponentFactory<?, ? extends Task>> tasks() { return of(Ones.class); }
                static <C extends Record> List of(Class<C> type) {
                    return List.of(ComponentFactory.of("seeing", type, (C made) -> made));
                }

                public record Line() implements ModuliSpace {
                    public int coordinates() { return 1; }
                    public void sample(RandomGenerator random, double[] point) { look("sample"); point[0] = random.nextDouble(); }
                    public double distance(double[] a, double[] b) { look("distance"); return Math.abs(a[0] - b[0]); }
                    public void gradient(double[] a, double[] b, double[] out) { look("gradient"); out[0] = Math.signum(a[0] - b[0]); }
                    public void move(double[] point, double[] tangent) { look("move"); point[0] += tangent[0]; }
                    public double diameter() { return Double.POSITIVE_INFINITY; }
                    public double[] embed(double[] point) { look("embed"); return point.clone(); }
                }
                public record Cost() implements Inhibitor {
                    public double value(double d) { look("value"); return d; }
                    public double derivative(double d) { look("derivative"); return 1; }
                }
                public record Penalty(Inhibitor inhibitor) implements Regularizer {
                    public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }
                    public GeometryUse geometryUse() { return GeometryUse.REQUIRED; }
                    public boolean movesPoints() { return true; }
                    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                        look("bind");
                        LayerGeometry geometry = weight.geometry().orElseThrow();
                        return new BoundRegularizer() {
                            public void restructure(EntryBlock entries) { look("restructure"); }
                            public void beginStep(TrainingStep step, EntryBlock entries) { look("beginStep"); }
                            public double accumulate(EntryBlock block) {
                                look("accumulate");
                                inhibitor.derivative(1);
                                return 1e-3 * inhibitor.value(geometry.distance(0, 1));
                            }
                            public void endStep(TrainingStep step) {
                                look("endStep");
                                step.forEach(20, unit -> {
                                    look("forEach");
                                    if (geometry.learning()) {
                                        double[] tangent = new double[1];
                                        geometry.gradient(unit, unit + 1, tangent);
                                        geometry.addGradient(unit, tangent);
                                    }
                                });
                            }
                            public Optional<java.util.function.DoubleUnaryOperator> costOverDistance() {
                                look("costOverDistance");
                                return Optional.of(d -> { look("cost"); return d; });
                            }
                        };
                    }
                }
                public record Cell() implements RecurrentCell {
                    public CellShape shape() { return new CellShape(1, List.of("hidden"), 0, true, List.of()); }
                    public void forward(ForwardStep step) {
                        look("forward");
                        for (int u = 0; u < step.units(); u++) for (int s = 0; s < step.batch(); s++)
                            step.next(0).set(u, s, (float) Math.tanh(step.input(0).get(u, s)));
                    }
                    public void backward(BackwardStep step) {
                        look("backward");
                        for (int u = 0; u < step.units(); u++) for (int s = 0; s < step.batch(); s++) {
                            float h = step.next(0).get(u, s);
                            step.input(0).set(u, s, step.nextGradient(0).get(u, s) * (1 - h * h));
                            step.previousGradient(0).set(u, s, 0);
                        }
                    }
                }
                public record First() implements WeightInitializer {
                    public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }
                    public void initialize(FirstWeights weight) { look("initialize"); }
                }
                public record Never() implements SparsitySchedule {
                    public double sparsity(double epochs) { look("sparsity"); return 0; }
                    public double target() { return 0; }
                }
                public record All(SparsitySchedule schedule) implements Pruner {
                    public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }
                    public BoundPruner bind(List<PlacedWeight> weights) {
                        look("bind pruner");
                        return new BoundPruner() {
                            public Optional<List<Mask>> firstMasks(PruningRound round) { look("firstMasks"); return Optional.empty(); }
                            public List<Mask> masks(PruningRound round) {
                                look("masks");
                                return round.weights().stream().map(PrunableWeight::mask).toList();
                            }
                        };
                    }
                }
                public record Ones() implements Task {
                    public List<String> check() { look("check"); return List.of(); }
                    public OpenTask open() {
                        look("open");
                        Loss.Custom loss = (outputs, batch, gradient) -> { look("loss"); gradient.fill(0); return 1; };
                        TaskShape shape = new TaskShape(new Input.Dense(1), new InitialState.Zero(), ReadOut.LAST_STEP, 1, loss, 3, 8);
                        return new OpenTask() {
                            public TaskShape shape() { return shape; }
                            public long batches(Split split) { return 4; }
                            public void fill(Split split, long index, Batch batch) {
                                look("fill");
                                batch.input().fill(1);
                                batch.target().fill(1);
                            }
                            public Evaluation evaluation(Split split) {
                                look("evaluation");
                                return new Evaluation() {
                                    public void add(Batch batch, Matrix outputs) { look("add"); }
                                    public List<Metric> metrics() { look("metrics"); return List.of(new Metric("ones", 1)); }
                                };
                            }
                            public List<Exhibit> exhibits(NetworkProbe network) {
                                look("exhibits");
                                return List.of(new Exhibit.Passage("Ones", "All of them", "1"));
                            }
                            public void close() { look("close"); }
                        };
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void everyCallOnEveryThreadFindsTheServicesOfItsOwnBundle() throws Exception {
        BundleForge.bundle("seeing")
                .source("seeing.P", PLUGIN)
                .source("seeing.Service", "package seeing; public interface Service {}")
                .source("seeing.Served", "package seeing; public class Served implements Service {}")
                .entry("META-INF/services/seeing.Service",
                        "seeing.Served".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .into(folder.resolve("plugins"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), folder.resolve("plugins"))) {
            assertThat(bundles.registry().problems()).isEmpty();
            ConfigurationSource source = ConfigurationSource.text("seeing.conf", PIPELINE);
            PipelineRun.prepare(
                    new PipelineLoader(bundles.registry(), folder).load(source).orElseThrow(),
                    Optional.of(folder.resolve("out"))).execute(new PipelineListener() {});

            Class<?> plugin = bundles.registry().find(ExtensionPoint.TASK, "seeing").orElseThrow().settings()
                    .getDeclaringClass();
            assertThat((Set<?>) plugin.getField("UNSEEN").get(null)).isEmpty();
            assertThat(((Set<?>) plugin.getField("SEEN").get(null)).stream().map(String::valueOf)).contains(
                    "constructor", "sample", "distance", "gradient", "move", "value", "derivative", "bind",
                    "restructure",
                    "beginStep", "accumulate", "endStep", "forEach", "costOverDistance", "cost", "forward", "backward",
                    "initialize", "sparsity", "bind pruner", "firstMasks", "masks", "check", "open", "fill", "loss",
                    "evaluation", "add", "metrics", "exhibits", "close");
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
