package io.moduli.plugins.tasks.navigation;

import io.moduli.api.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Segments of recorded trajectories, each beginning at a random place in its split's part: the first eight tenths of
 * the possible starts are for training, a tenth each for validation and test, and segments that would reach into the
 * next part are left out.
 */
final class RecordedMotion implements Motion {

    private static final double TRAINING = 0.8;
    private static final double TRAINING_AND_VALIDATION = 0.9;
    /** Half a millimetre beyond a wall is rounding, not a different box. */
    private static final double TOLERANCE = 5e-4;

    private final Box box;
    private final List<double[]> trajectories;
    private final List<Start> starts;
    private final int steps;

    /**
     * A possible start of a segment.
     *
     * @param trajectory the number of the trajectory
     * @param position the number of the position in it
     */
    private record Start(int trajectory, int position) {}

    private RecordedMotion(Box box, List<double[]> trajectories, List<Start> starts, int steps) {
        this.box = box;
        this.trajectories = trajectories;
        this.starts = starts;
        this.steps = steps;
    }

    /**
     * Reads recorded trajectories.
     *
     * @param steps the steps of a segment
     * @throws RecordingException if the file is malformed, leads out of the box, or is too short
     * @throws IOException if it cannot be read
     */
    static RecordedMotion read(TrajectorySource.Recorded source, Box box, int steps) throws IOException {
        List<double[]> trajectories = new ArrayList<>();
        List<Start> starts = new ArrayList<>();
        long positions = 0;
        for (double[] recorded : RecordingFile.read(source.path())) {
            int number = trajectories.size();
            int count = Math.ceilDiv(recorded.length / 2, source.every());
            double[] trajectory = new double[2 * count];
            for (int position = 0; position < count; position++) {
                int from = 2 * position * source.every();
                trajectory[2 * position] = within(source, box, number, from, recorded[from] - source.centreX());
                trajectory[2 * position + 1] = within(
                        source, box, number, from, recorded[from + 1] - source.centreY());
                if (position + steps < count) {
                    starts.add(new Start(number, position));
                }
            }
            positions += count;
            trajectories.add(trajectory);
        }
        RecordedMotion motion = new RecordedMotion(box, trajectories, starts, steps);
        for (Split split : Split.values()) {
            if (motion.begin(split) >= motion.end(split)) {
                throw new RecordingException(
                        "%s: %d positions in %d trajectories are too few for stretches of %d steps in training, validation and test"
                                .formatted(source.path(), positions, trajectories.size(), steps));
            }
        }
        return motion;
    }

    private static double within(TrajectorySource.Recorded source, Box box, int trajectory, int index, double value)
            throws RecordingException {
        if (!(Math.abs(value) <= box.half() + TOLERANCE)) {
            throw new RecordingException(
                    "%s: position %d of trajectory %d, counted from 0, is %s m from the middle of the box, whose side is %s m: set box, centre-x and centre-y to those of the recording"
                            .formatted(source.path(), index / 2, trajectory, value, box.side()));
        }
        return box.confine(value);
    }

    private int begin(Split split) {
        return (int) switch (split) {
            case TRAIN -> 0;
            case VALIDATION -> TRAINING * starts.size();
            case TEST -> TRAINING_AND_VALIDATION * starts.size();
        };
    }

    /** One past the last start whose segment ends before the next part begins. */
    private int end(Split split) {
        int next = switch (split) {
            case TRAIN -> begin(Split.VALIDATION);
            case VALIDATION -> begin(Split.TEST);
            case TEST -> starts.size();
        };
        if (next == starts.size()) {
            return next;
        }
        Start first = starts.get(next);
        int end = next;
        while (end > begin(split) && starts.get(end - 1).trajectory() == first.trajectory()
                && starts.get(end - 1).position() + steps >= first.position()) {
            end--;
        }
        return end;
    }

    @Override
    public Trajectories walk(Split split, int rats, int wanted, RandomGenerator random) {
        Trajectories ways = new Trajectories(rats, wanted);
        for (int rat = 0; rat < rats; rat++) {
            Start start = starts.get(random.nextInt(begin(split), end(split)));
            double[] trajectory = trajectories.get(start.trajectory());
            int at = 2 * start.position();
            ways.place(0, rat, trajectory[at], trajectory[at + 1]);
            for (int time = 0; time < wanted; time++, at += 2) {
                ways.move(
                        time, rat, box.way(trajectory[at], trajectory[at + 2]),
                        box.way(trajectory[at + 1], trajectory[at + 3]));
                ways.place(time + 1, rat, trajectory[at + 2], trajectory[at + 3]);
            }
        }
        return ways;
    }
}
