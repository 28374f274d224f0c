package io.moduli.plugins.tasks.navigation;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.nio.file.Path;

/** The source of the rats' trajectories. */
public sealed interface TrajectorySource {

    /** An endless supply from a model of foraging rats. */
    @Description("Simulated trajectories, new ones for every batch")
    record Simulated() implements TrajectorySource {}

    /**
     * From a user's file.
     *
     * @param path a .csv or .npy file
     * @param every the number of recorded positions per step
     * @param centreX the centre of the box in the file's coordinates
     * @param centreY likewise
     */
    @Description("Recorded trajectories: segments of them at random places, the last tenth of the file for test, the tenth before for validation")
    record Recorded(
            @Description("A .csv with a row x,y for each position and an empty line between trajectories, or a .npy of shape [positions, 2] or [trajectories, positions, 2]; in metres") Path path,
            @Default("1") @Description("Recorded positions per step; 2 skips every other one") @Range(min = 1, max = 1
                    << 20) int every,
            @Default("0") @Description("The x coordinate of the box's centre, in the coordinates of the file") double centreX,
            @Default("0") @Description("The y coordinate of the box's centre, in the coordinates of the file") double centreY)
            implements TrajectorySource {
    }
}
