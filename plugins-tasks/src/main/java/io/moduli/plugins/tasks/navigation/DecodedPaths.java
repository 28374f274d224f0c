package io.moduli.plugins.tasks.navigation;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Plot;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.report.Exhibit.Style;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the paths of rats together with the paths decoded from a network.
 *
 * <p>Positions are [2 × time · rats], x above y, in metres. In a box without walls a path is drawn as it was run, even
 * beyond the seam, and decoded positions at their nearest images, so that neither jumps from side to side.
 *
 * @param box the box around them
 * @param rats how many rats lie side by side in the positions
 */
record DecodedPaths(Box box, int rats) {

    private static final Axis X = new Axis("x", "m");
    private static final Axis Y = new Axis("y", "m");

    /**
     * The plot of the first rats.
     *
     * @param truth where the rats are
     * @param decoded their positions decoded from the network; NaN leaves a gap
     * @param most the maximum number of paths
     */
    Plot plot(Matrix truth, Matrix decoded, int most) {
        int steps = truth.columns() / rats;
        int shown = Math.min(most, rats);
        List<Series> series = new ArrayList<>();
        series.add(outline());
        for (int rat = 0; rat < shown; rat++) {
            double[][] run = new double[2][steps];
            double[][] said = new double[2][steps];
            for (int coordinate = 0; coordinate < 2; coordinate++) {
                double at = truth.get(coordinate, rat);
                for (int step = 0; step < steps; step++) {
                    int column = step * rats + rat;
                    at += box.way(truth.get(coordinate, Math.max(rat, column - rats)), truth.get(coordinate, column));
                    run[coordinate][step] = at;
                    said[coordinate][step] = at
                            + box.way(truth.get(coordinate, column), decoded.get(coordinate, column));
                }
            }
            series.add(new Series("true path", run[0], run[1], Style.PATH, rat + 1));
            series.add(new Series("decoded path", said[0], said[1], Style.DASHED_LINE, rat + 1));
        }
        return new Plot("Decoded paths", caption(shown, steps), X, Y, series, true);
    }

    private String caption(int shown, int steps) {
        return "%s of %d steps each, and where the network's place cells say that the rat is: the nearer a dashed line is to the solid one of its colour, the better. A path begins at its circle%s."
                .formatted(shown == 1 ? "One test path" : shown + " test paths", steps,
                        box.periodic() ? "; the box has no walls, so that paths go on beyond its outline" : "");
    }

    private Series outline() {
        double half = box.half();
        return new Series("box",
                new double[] {-half, half, half, -half, -half}, new double[] {-half, -half, half, half, -half},
                Style.OUTLINE, 0);
    }
}
