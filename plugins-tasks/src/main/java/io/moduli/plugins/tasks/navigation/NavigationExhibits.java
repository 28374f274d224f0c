package io.moduli.plugins.tasks.navigation;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The exhibits of a network that has learned to navigate: decoded paths, and where its hidden units are active.
 *
 * @param task the task, for its test batches
 * @param decoder reads positions out of the network's outputs
 */
record NavigationExhibits(OpenTask task, PlaceDecoder decoder) {

    private static final int PATHS = 5;
    private static final int MAPS = 16;
    private static final int BINS = 20;
    private static final double BAR_METRES = 0.5;
    private static final double CENTIMETRES = 100;

    /** This many positions give each square of the map 50 visits on average. */
    private static final int POSITIONS = 50 * BINS * BINS;

    /** Runs the network on test batches and observes its activity. */
    List<Exhibit> of(NetworkProbe network) {
        Box box = decoder.cells().box();
        Batch batch = Batch.allocate(task.shape());
        task.fill(Split.TEST, 0, batch);
        Exhibit.Plot paths = new DecodedPaths(box, task.shape().batchSize())
                .plot(batch.annotations(), decoder.decode(network.run(batch, false)), PATHS);
        RateMaps maps = new RateMaps(box, network.hidden().rows(), BINS);
        maps.add(batch.annotations(), network.hidden());
        long batches = Math.min(task.batches(Split.TEST), Math.ceilDiv(POSITIONS, task.shape().sequenceColumns()));
        for (long index = 1; index < batches; index++) {
            task.fill(Split.TEST, index, batch);
            network.run(batch, false);
            maps.add(batch.annotations(), network.hidden());
        }
        return List.of(paths, gallery(maps, box));
    }

    /** Each unit's map beside the autocorrelation of it. */
    private static Exhibit.Gallery gallery(RateMaps maps, Box box) {
        Exhibit.ScaleBar bar = new Exhibit.ScaleBar(
                BINS * BAR_METRES / box.side(), "%.0f cm".formatted(CENTIMETRES * BAR_METRES));
        List<Exhibit.Panel> panels = new ArrayList<>();
        for (RateMaps.UnitMap map : maps.mostVarying(MAPS)) {
            SpatialAutocorrelation correlation = SpatialAutocorrelation.of(map.rates());
            panels.add(new Exhibit.Panel("unit " + map.unit(), map.rates(), 0, Optional.of(bar)));
            double score = correlation.gridScore();
            panels.add(new Exhibit.Panel(
                    Double.isNaN(score) ? "no grid score" : String.format(Locale.ROOT, "grid score %.2f", score),
                    correlation.values(), 1, Optional.of(bar)));
        }
        return new Exhibit.Gallery("Rate maps",
                "The box from above: the mean activity of a hidden unit wherever test paths led, of the units whose activity varies most from place to place; left blank where no path led. "
                        + "Beside it the map's spatial autocorrelation, Pearson's correlation of the map with itself at every shift. "
                        + "Grid cells would show a hexagonal lattice of bumps in both, border cells a bright wall. "
                        + "The grid score is the correlation of the ring around the middle of the autocorrelation with itself turned by 60 and 120 degrees, the smaller one, less the largest of those at 30, 90 and 150 degrees (Sargolini et al., 2006): above 0 for a hexagonal lattice, below it for a square one.",
                new Exhibit.Axis("activity; beside it, correlation", "dimensionless"), 2, panels);
    }
}
