package io.moduli.plugins.tasks.navigation;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.MetricDefinition;

/** Settings of the task {@code navigation}; the defaults are those of Sorscher et al. (2019, 2023). */
@Description("Path integration: where a rat is in a box, as the activity of place cells, given its start and its movements")
@MetricDefinition(name = "error", unit = "cm", baseline = "centre-error", value = "Distance of the decoded position from the true one, mean over all steps of all sequences")
@MetricDefinition(name = "oracle-error", unit = "cm", value = "The error of decoding the targets themselves, which a network has that reproduces them exactly; decoding is not optimal, so a network can be slightly better")
@MetricDefinition(name = "centre-error", unit = "cm", value = "The error of always answering the centre of the box, for the same positions")
public record NavigationSettings(
        @Description("Place cells, the outputs of the network") @Default("512") @Range(min = 2) int placeCells,
        @Description("Steps of a sequence, 0.02 s each") @Default("20") @Range(min = 1) int sequenceLength,
        @Description("Sequences in a batch") @Default("200") @Range(min = 1) int batch,
        @Description("Side of the square box, in metres") @Default("2.2") @Range(min = 0, aboveMin = true) double box,
        @Description("Whether the box has no walls: what leaves on one side enters on the opposite side") @Default("false") boolean periodic,
        @Description("Width of a place field (standard deviation), in metres") @Default("0.12") @Range(min = 0, aboveMin = true) double placeCellWidth,
        @Description("How many times the variance of the inhibiting surround is that of the place field") @Default("2") @Range(min = 1.1) double surround,
        @Description("How many of the most active place cells a position is decoded from") @Default("3") @Range(min = 1) int decoded,
        @Description("Training batches in an epoch; each is new") @Default("1000") @Range(min = 1) int batchesPerEpoch,
        @Description("Batches of the validation split, and as many of the test split") @Default("10") @Range(min = 1) int heldOutBatches,
        @Description("Where the trajectories come from") @Default("{ type = simulated }") TrajectorySource trajectories) {

    /** A step never crosses half of such a box, and borders of opposite walls stay apart; in metres. */
    private static final double SMALLEST_BOX = 0.3;

    /** The smallest place field as a share of the box: below this, float32 distances and fields are useless. */
    private static final double SMALLEST_FIELD = 0.001;

    public NavigationSettings {
        if (decoded > placeCells) {
            throw new SettingException(
                    "decoded",
                    "decoded = %d, but there are only %d place cells: lower decoded or raise place-cells"
                            .formatted(decoded, placeCells));
        }
        if (!(box >= SMALLEST_BOX)) {
            throw new SettingException(
                    "box",
                    "a box of %s m is too small: a step is up to %.2f m long and a wall is felt from %s m, so the side must be %s m or more"
                            .formatted(box, RatMotion.LONGEST_STEP, RatMotion.BORDER, SMALLEST_BOX));
        }
        if (!(placeCellWidth <= box && placeCellWidth >= SMALLEST_FIELD * box)) {
            throw new SettingException(
                    "place-cell-width",
                    "place fields of %s m cannot tell places in a box of %s m: from %s to %s m would do"
                            .formatted(placeCellWidth, box, SMALLEST_FIELD * box, box));
        }
        if (!(surround > 1)) {
            throw new SettingException("surround", "must be above 1, not " + surround);
        }
        // A column for each position, the first ones included, is addressed by an int.
        if ((sequenceLength + 1L) * batch > Integer.MAX_VALUE - 8) {
            throw new SettingException(
                    "batch",
                    "a batch of %d sequences of %d steps has more than %d positions, the most that one array holds"
                            .formatted(batch, sequenceLength, Integer.MAX_VALUE - 8));
        }
    }

    /** The task with simulated trajectories. */
    NavigationSettings(
            int placeCells, int sequenceLength, int batch, double box, boolean periodic, double placeCellWidth,
            double surround, int decoded, int batchesPerEpoch, int heldOutBatches) {
        this(
                placeCells, sequenceLength, batch, box, periodic, placeCellWidth, surround, decoded, batchesPerEpoch,
                heldOutBatches, new TrajectorySource.Simulated());
    }

    /**
     * How many place cells, on average, are close enough to a position for their activity to exceed that of distant
     * cells. The bump of the code ends where exp(-d²/2σ²) is 1/s of exp(-d²/2sσ²): at d² = 2σ² s ln s / (s - 1).
     */
    double cellsInField() {
        double squaredRadius = 2 * placeCellWidth * placeCellWidth * surround * Math.log(surround) / (surround - 1);
        return placeCells * Math.PI * squaredRadius / (box * box);
    }
}
