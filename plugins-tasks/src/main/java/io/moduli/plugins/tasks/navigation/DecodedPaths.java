package io.moduli.plugins.tasks.navigation;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Plot;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * Draws where rats went, beside where a network thinks that they went.
 *
 * <p>Positions are [2 × time · rats], x above y, in metres. In a box without walls a path is drawn as it was run, also
 * beyond the seam, and what is decoded at the nearest of its images: so neither jumps from side to side.
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
     * @param decoded where the network says that they are; not-a-number leaves a gap
     * @param most as many paths as are shown
     */
    Plot plot(Matrix truth, Matrix decoded, int most) {
        int steps = truth.columns() / rats;
        int shown = Math.min(most, rats);
        // One place more for each rat, which separates its line from the next one.
        double[][] run = new double[2][shown * (steps + 1)];
        double[][] said = new double[2][run[0].length];
        for (int rat = 0; rat < shown; rat++) {
            int first = rat * (steps + 1);
            for (int coordinate = 0; coordinate < 2; coordinate++) {
                double at = truth.get(coordinate, rat);
                for (int step = 0; step < steps; step++) {
                    int column = step * rats + rat;
                    at += box.way(truth.get(coordinate, Math.max(rat, column - rats)), truth.get(coordinate, column));
                    run[coordinate][first + step] = at;
                    said[coordinate][first + step] = at
                            + box.way(truth.get(coordinate, column), decoded.get(coordinate, column));
                }
            }
            separate(run, first + steps);
            separate(said, first + steps);
        }
        return new Plot("Decoded paths", caption(shown, steps), X, Y,
                List.of(outline(),
                        new Series("true path", run[0], run[1], true),
                        new Series("decoded path", said[0], said[1], true)),
                true);
    }

    private String caption(int shown, int steps) {
        return "%s of %d steps each, and where the network's place cells say that the rat is: the nearer the lines, the better%s."
                .formatted(shown == 1 ? "One test path" : shown + " test paths", steps,
                        box.periodic() ? "; the box has no walls, so that paths go on beyond its outline" : "");
    }

    private Series outline() {
        double half = box.half();
        return new Series("box",
                new double[] {-half, half, half, -half, -half}, new double[] {-half, -half, half, half, -half}, true);
    }

    /** A point without a second coordinate, which breaks a line. */
    private static void separate(double[][] line, int at) {
        line[0][at] = line[0][at - 1];
        line[1][at] = Double.NaN;
    }
}
