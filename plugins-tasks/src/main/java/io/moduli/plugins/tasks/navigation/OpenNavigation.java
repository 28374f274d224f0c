package io.moduli.plugins.tasks.navigation;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;

/**
 * Path integration with its place cells drawn. Nothing changes after that, so any number of threads may fill batches.
 *
 * <p>A batch's annotations are the true positions, [2 × time · batch], x above y, in metres.
 */
final class OpenNavigation implements OpenTask {

    private static final int COORDINATES = 2;

    private final NavigationSettings settings;
    private final ComponentContext context;
    private final TaskShape shape;
    private final Motion motion;
    private final PlaceCells cells;

    /**
     * Path integration in a box with place cells.
     *
     * @param cells the place cells of the settings
     * @param motion how the rats move in their box
     */
    OpenNavigation(NavigationSettings settings, PlaceCells cells, Motion motion, ComponentContext context) {
        this.settings = settings;
        this.cells = cells;
        this.context = context;
        this.shape = new TaskShape(
                new Input.Dense(COORDINATES),
                new InitialState.Projected(settings.placeCells()),
                ReadOut.EVERY_STEP,
                settings.placeCells(),
                Loss.Standard.SOFT_TARGET_CROSS_ENTROPY,
                settings.sequenceLength(),
                settings.batch(),
                COORDINATES);
        this.motion = motion;
    }

    @Override
    public TaskShape shape() {
        return shape;
    }

    @Override
    public FittedState fitted() {
        return PlaceCode.fitted(cells, settings);
    }

    @Override
    public long batches(Split split) {
        return split == Split.TRAIN ? settings.batchesPerEpoch() : settings.heldOutBatches();
    }

    @Override
    public void fill(Split split, long index, Batch batch) {
        if (index < 0) {
            throw new IllegalArgumentException("batch %d: batches are numbered from 0".formatted(index));
        }
        Trajectories trajectories = motion.walk(
                split, shape.batchSize(), shape.sequenceLength(), context.random(stream(split, index)));
        trajectories.copyDisplacements(batch.input());
        trajectories.copyArrivals(batch.annotations());
        cells.encode(trajectories.x(), trajectories.y(), 0, batch.initialState());
        cells.encode(trajectories.x(), trajectories.y(), trajectories.rats(), batch.target());
    }

    /** Starts and outputs are the activity of place cells. */
    @Override
    public Optional<double[][]> places(WeightRole role) {
        return role == WeightRole.INITIAL_STATE || role == WeightRole.READ_OUT
                ? Optional.of(cells.shares())
                : Optional.empty();
    }

    @Override
    public Evaluation evaluation(Split split) {
        return new NavigationEvaluation(decoder());
    }

    @Override
    public List<Exhibit> exhibits(NetworkProbe network) {
        return new NavigationExhibits(this, decoder()).of(network);
    }

    private PlaceDecoder decoder() {
        return new PlaceDecoder(cells, settings.decoded());
    }

    private String stream(Split split, long index) {
        return switch (split) {
            case TRAIN -> "train/" + index;
            case VALIDATION -> "validation/" + index % settings.heldOutBatches();
            case TEST -> "test/" + index % settings.heldOutBatches();
        };
    }
}
