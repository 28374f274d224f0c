package io.moduli.plugins.tasks.navigation;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Task;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Path integration with place cells, after Sorscher, Mel, Ganguli and Ocko (2019, "A unified theory for the origin of grid
 * cells through the lens of pattern formation"; with Giocomo 2023, Neuron 111) and Banino et al. (2018, Nature 557).
 *
 * <p>A rat runs in a square box. The initial state is a linear map of the place cells' activity at its start. Each step
 * brings two features, the displacement (Δx, Δy) that it makes, in metres, as in the published code: velocity times the
 * time step, 0.02 on average. At every step the network must give the activity of the place cells where the rat
 * arrives, which is a distribution; the loss is the cross-entropy.
 *
 * <p>Training batches are new for every index, without end; the settings give their number in an epoch. The held-out
 * batches start over at the end. The centres of the cells, and each batch, come from separate streams.
 *
 * @param settings the extents
 * @param context the source of randomness
 */
public record NavigationTask(NavigationSettings settings, ComponentContext context) implements Task {

    /** Reads recorded trajectories, too: a problem may be in the last line. */
    @Override
    public List<String> check() {
        try {
            motion(new Box(settings.box(), settings.periodic()));
            return List.of();
        } catch (IOException unusable) {
            return List.of(String.valueOf(unusable.getMessage()));
        }
    }

    private Motion motion(Box box) throws IOException {
        return switch (settings.trajectories()) {
            case TrajectorySource.Simulated _ -> new RatMotion(box);
            case TrajectorySource.Recorded recorded -> RecordedMotion.read(recorded, box, settings.sequenceLength());
        };
    }

    @Override
    public OpenTask open() throws IOException {
        return open(PlaceCode.draw(settings, context.random("place-cells")));
    }

    @Override
    public OpenTask open(FittedState fitted) throws IOException {
        return open(PlaceCode.restore(fitted, settings));
    }

    private OpenTask open(PlaceCells cells) throws IOException {
        if (settings.cellsInField() < settings.decoded()) {
            context.logger().warn(
                    "only {} place cells are in a field on average, but positions are decoded from {}: even oracle-error will be large; raise place-cells or place-cell-width, or lower decoded",
                    String.format(Locale.ROOT, "%.1f", settings.cellsInField()),
                    settings.decoded());
        }
        return new OpenNavigation(settings, cells, motion(cells.box()), context);
    }
}
