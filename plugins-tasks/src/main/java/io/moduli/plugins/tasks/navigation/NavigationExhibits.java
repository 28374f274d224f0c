package io.moduli.plugins.tasks.navigation;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import java.util.List;

/**
 * What is shown of a network that has learned to navigate: paths as it decodes them, and where its hidden units are active.
 *
 * @param task the task, for its test batches
 * @param decoder reads positions out of the network's outputs
 */
record NavigationExhibits(OpenTask task, PlaceDecoder decoder) {

    private static final int PATHS = 5;
    private static final int MAPS = 24;
    private static final int BINS = 20;

    /** As many positions give a square of the map 50 visits on average. */
    private static final int POSITIONS = 50 * BINS * BINS;

    /** Runs the network on test batches and looks at what it does. */
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
        return List.of(paths, gallery(maps));
    }

    private static Exhibit.Gallery gallery(RateMaps maps) {
        return new Exhibit.Gallery("Rate maps",
                "The box from above: the mean activity of a hidden unit wherever test paths led, of the units whose activity varies most from place to place; left blank where no path led. Grid cells would show a hexagonal lattice of bumps, border cells a bright wall.",
                maps.mostVarying(MAPS));
    }
}
