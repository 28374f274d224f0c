package io.moduli.plugins.tasks.navigation;

import io.moduli.api.settings.SettingException;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.FittedState;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The place cells of a task: drawn from the seed, or taken from the run that trained a network, whose outputs mean the
 * places, the fields and the box of those cells and of no others.
 */
final class PlaceCode {

    private static final String CENTRES = "place_cell_centres";
    private static final String BOX = "box";
    private static final String PERIODIC = "periodic";
    private static final String WIDTH = "place-cell-width";
    private static final String SURROUND = "surround";

    private PlaceCode() {}

    /** Scatters cells over the box. */
    static PlaceCells draw(NavigationSettings settings, RandomGenerator random) {
        Box box = new Box(settings.box(), settings.periodic());
        return PlaceCells.scatter(
                settings.placeCells(), box, settings.placeCellWidth(), settings.surround(), random);
    }

    /**
     * The state stored with a run: the centres, [2 × cells], x above y, in metres, and the other parameters of the
     * code.
     */
    static FittedState fitted(PlaceCells cells, NavigationSettings settings) {
        double[] centres = new double[2 * cells.count()];
        for (int cell = 0; cell < cells.count(); cell++) {
            centres[cell] = cells.x(cell);
            centres[cells.count() + cell] = cells.y(cell);
        }
        return new FittedState(
                List.of(
                        new StateArray(CENTRES, List.of(2, cells.count()), centres),
                        number(BOX, settings.box()),
                        number(PERIODIC, settings.periodic() ? 1 : 0),
                        number(WIDTH, settings.placeCellWidth()),
                        number(SURROUND, settings.surround())),
                Map.of());
    }

    /**
     * The cells that a run has stored.
     *
     * @throws SettingException if a setting differs from them
     * @throws IllegalArgumentException if they are not place cells
     */
    static PlaceCells restore(FittedState fitted, NavigationSettings settings) {
        StateArray centres = fitted.array(CENTRES);
        int count = settings.placeCells();
        if (!centres.shape().equals(List.of(2, centres.values().length / 2))) {
            throw new IllegalArgumentException("%s has the shape %s".formatted(CENTRES, centres.shape()));
        }
        if (centres.values().length != 2 * count) {
            throw new SettingException("place-cells", "place-cells = %d, but the network was trained on %d".formatted(
                    count, centres.values().length / 2));
        }
        require(fitted, BOX, settings.box());
        require(fitted, PERIODIC, settings.periodic() ? 1 : 0);
        require(fitted, WIDTH, settings.placeCellWidth());
        require(fitted, SURROUND, settings.surround());
        float[] x = new float[count];
        float[] y = new float[count];
        for (int cell = 0; cell < count; cell++) {
            x[cell] = (float) centres.values()[cell];
            y[cell] = (float) centres.values()[count + cell];
        }
        Box box = new Box(settings.box(), settings.periodic());
        return new PlaceCells(box, x, y, settings.placeCellWidth(), settings.surround());
    }

    private static StateArray number(String name, double value) {
        return new StateArray(name, List.of(1), new double[] {value});
    }

    private static void require(FittedState fitted, String setting, double value) {
        double[] trained = fitted.array(setting).values();
        if (trained.length != 1) {
            throw new IllegalArgumentException("%s has %d numbers".formatted(setting, trained.length));
        }
        if (trained[0] != value) {
            throw new SettingException(setting, setting.equals(PERIODIC)
                    ? "the network was trained in a box %s walls".formatted(trained[0] == 1 ? "without" : "with")
                    : "%s = %s, but the network was trained with %s".formatted(setting, value, trained[0]));
        }
    }
}
