package io.moduli.core.pipeline;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.moduli.api.RandomStreams;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.task.OpenTask;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.pruning.NetworkPruner;
import io.moduli.core.training.Optimizer;
import io.moduli.core.training.Regularization;
import io.moduli.core.training.Trainer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Wires one pipeline: from its settings and its opened task to the {@link Pipeline}. */
public final class PipelineModule extends AbstractModule {

    /** The streams that the first weights are drawn from. */
    private static final String FIRST_WEIGHTS = "weights";
    /**
     * The streams that points are drawn from. The name is from when regularizers drew them, so that a seed keeps its
     * points.
     */
    private static final String POINTS = "regularizers";

    private final PipelineSettings settings;
    private final String prunerName;
    private final OpenTask task;
    private final MetricMeanings meanings;
    private final Team team;
    private final PipelineListener listener;
    private final Cancellation cancellation;
    private final Checkpoints checkpoints;

    /**
     * @param settings the pipeline's settings
     * @param prunerName the type of the pruner, if there is one
     * @param task the opened task
     * @param meanings the definitions of its metrics
     * @param team the threads to work with; the caller closes it
     * @param listener is informed of the progress
     * @param cancellation can stop it
     * @param checkpoints stores the state of the run
     */
    public PipelineModule(
            PipelineSettings settings,
            String prunerName,
            OpenTask task,
            MetricMeanings meanings,
            Team team,
            PipelineListener listener,
            Cancellation cancellation,
            Checkpoints checkpoints) {
        this.settings = settings;
        this.prunerName = prunerName;
        this.task = task;
        this.meanings = meanings;
        this.team = team;
        this.listener = listener;
        this.cancellation = cancellation;
        this.checkpoints = checkpoints;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        bind(PipelineSettings.class).toInstance(settings);
        bind(OpenTask.class).toInstance(task);
        bind(MetricMeanings.class).toInstance(meanings);
        bind(Team.class).toInstance(team);
        bind(PipelineListener.class).toInstance(listener);
        bind(Cancellation.class).toInstance(cancellation);
        bind(Checkpoints.class).toInstance(checkpoints);
        bind(RandomStreams.class).toInstance(new RandomStreams(settings.seed()));
        bind(Evaluator.class);
        bind(TrainingLoop.class);
        bind(PruningControl.class);
        bind(RunState.class);
        bind(TrainingStages.class);
        bind(Pipeline.class);
    }

    @Provides
    @Singleton
    static NetworkPlan networkPlan(PipelineSettings settings, OpenTask task) {
        return new NetworkPlan(settings.network(), task.shape());
    }

    @Provides
    @Singleton
    static WeightDraw weightDraw(PipelineSettings settings, LayerGeometries geometries) {
        return new WeightDraw(settings.network().firstWeights(), geometries);
    }

    @Provides
    @Singleton
    static InitialWeights initialWeights(PipelineSettings settings, WeightDraw weightDraw, RandomStreams streams) {
        return new InitialWeights(weightDraw, streams.within(FIRST_WEIGHTS), settings.network().weights());
    }

    @Provides
    @Singleton
    static Network network(
            NetworkPlan plan,
            PipelineSettings settings,
            Optional<SparseStart> start,
            InitialWeights initialWeights,
            Team team) {
        Network network = new Network(
                plan, team, settings.engine().format(), start.map(SparseStart::masks).orElseGet(Map::of));
        initialWeights.begin(network);
        return network;
    }

    @Provides
    @Singleton
    static LossFunction loss(OpenTask task, Team team) {
        return LossFunction.of(task.shape(), team);
    }

    @Provides
    @Singleton
    static LayerGeometries geometries(PipelineSettings settings, OpenTask task, RandomStreams streams) {
        NetworkSettings network = settings.network();
        return LayerGeometries.draw(
                network.geometry(), network.layers(), network.hidden(), streams.within(POINTS))
                .with(FeaturePlaces.of(task));
    }

    @Provides
    @Singleton
    static Regularization regularization(
            PipelineSettings settings,
            Network network,
            LayerGeometries geometries,
            RandomStreams streams,
            Team team) {
        return new Regularization(
                settings.regularizers(), network.weights(), geometries, streams.within("regularization"), team);
    }

    @Provides
    @Singleton
    static Optimizer optimizer(PipelineSettings settings, Network network, Team team) {
        OptionalDouble clipNorm = settings.clipNorm().stream().mapToDouble(Double::doubleValue).findFirst();
        return new Optimizer(settings.optimizer(), clipNorm, network.parameters(), team);
    }

    @Provides
    @Singleton
    Optional<NetworkPruner> pruner(NetworkPlan plan, LayerGeometries geometries) {
        return settings.pruner()
                .map(pruner -> new NetworkPruner(prunerName, pruner, plan.weights(), geometries));
    }

    @Provides
    @Singleton
    static Optional<SparseStart> sparseStart(
            PipelineSettings settings, OpenTask task, Optional<NetworkPruner> pruner, RandomStreams streams) {
        return SparseStart.share(settings).map(share -> SparseStart.of(
                share, pruner.orElseThrow(), TrainingAhead.of(settings, task),
                streams.within(PruningControl.PRUNING).stream(PruningControl.FIRST_MASKS)));
    }

    @Provides
    @Singleton
    static Trainer trainer(
            Network network,
            LossFunction loss,
            Regularization regularization,
            LayerGeometries geometries,
            Optimizer optimizer,
            Team team,
            RandomStreams streams) {
        long dropoutSeed = streams.stream("dropout").nextLong();
        return new Trainer(network, loss, regularization, geometries, optimizer, team, dropoutSeed);
    }
}
