package io.moduli.plugins.tasks.navigation;

import io.moduli.api.task.Split;
import java.util.random.RandomGenerator;

/**
 * How a foraging rat moves: the model of Raudies and Hasselmo (2012) with the constants that Banino et al. (2018) and
 * Sorscher et al. (2019, 2023) simulate with.
 *
 * <p>It starts anywhere with any heading. In each step of 0.02 s it moves straight ahead at a speed with a Rayleigh
 * distribution of scale 0.26 π m/s, so 1.02 m/s on average, and then turns at a normal angular velocity of standard
 * deviation 11.52 rad/s. If the nearest wall is less than 0.03 m away and ahead, it moves at a quarter of that speed
 * and also turns until it is parallel to the wall.
 *
 * <p>The published simulation detects a wall only at the beginning of a step, while one step in five is longer than
 * 0.03 m: within 20 steps one rat in forty ends up outside the box, up to 0.08 m away from it. Here the wall stops
 * them, and the displacement is the one really made, so that displacements always add up to the position.
 */
final class RatMotion implements Motion {

    /** Seconds in a step. */
    static final double TIME_STEP = 0.02;
    /** Standard deviation of the angular velocity, in radians per second. */
    static final double TURN_DEVIATION = 2 * 5.76;
    /** Scale of the Rayleigh distribution of speeds, in metres per second; the mean is √(π/2) times it. */
    static final double SPEED_SCALE = 2 * Math.PI * 0.13;
    /** A wall closer than this is detected, in metres. */
    static final double BORDER = 0.03;
    /** The factor of the speed near a wall. */
    static final double SLOWING = 0.25;
    /** No step is longer, in metres: nextDouble is a multiple of 2⁻⁵³. */
    static final double LONGEST_STEP = SPEED_SCALE * Math.sqrt(2 * 53 * Math.log(2)) * TIME_STEP;

    private final Box box;

    RatMotion(Box box) {
        this.box = box;
    }

    /** There are always new ones, in any split. */
    @Override
    public Trajectories walk(Split split, int rats, int steps, RandomGenerator random) {
        return walk(rats, steps, random);
    }

    /** Draws the trajectories of some rats, one after the other. */
    Trajectories walk(int rats, int steps, RandomGenerator random) {
        Trajectories trajectories = new Trajectories(rats, steps);
        for (int rat = 0; rat < rats; rat++) {
            walk(trajectories, rat, random);
        }
        return trajectories;
    }

    private void walk(Trajectories trajectories, int rat, RandomGenerator random) {
        double x = box.side() * (random.nextDouble() - 0.5);
        double y = box.side() * (random.nextDouble() - 0.5);
        double heading = 2 * Math.PI * random.nextDouble();
        trajectories.place(0, rat, x, y);
        for (int time = 0; time < trajectories.steps(); time++) {
            double length = TIME_STEP * speed(random);
            double turn = TIME_STEP * TURN_DEVIATION * random.nextGaussian();
            if (!box.periodic()) {
                double avoidance = avoidance(x, y, heading);
                if (avoidance != 0) {
                    length *= SLOWING;
                    turn += avoidance;
                }
            }
            double aheadX = x + length * Math.cos(heading);
            double aheadY = y + length * Math.sin(heading);
            double nextX = box.confine(aheadX);
            double nextY = box.confine(aheadY);
            trajectories.move(
                    time, rat, (box.periodic() ? aheadX : nextX) - x, (box.periodic() ? aheadY : nextY) - y);
            trajectories.place(time + 1, rat, nextX, nextY);
            x = nextX;
            y = nextY;
            heading += turn;
        }
    }

    /** A Rayleigh number is the length of a vector of two normal ones: √(-2 ln u) for a uniform u in (0, 1]. */
    private static double speed(RandomGenerator random) {
        return SPEED_SCALE * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    }

    /**
     * The turn, in radians, that makes a heading parallel to the nearest wall; 0 if none is near. Walls are at the
     * angles 0, π/2, π and 3π/2, seen from the centre.
     */
    private double avoidance(double x, double y, double heading) {
        boolean sideways = Math.abs(x) >= Math.abs(y);
        double nearest = sideways ? x : y;
        if (box.half() - Math.abs(nearest) >= BORDER) {
            return 0;
        }
        double wall = (sideways ? 0 : Math.PI / 2) + (nearest < 0 ? Math.PI : 0);
        double approach = Math.IEEEremainder(heading - wall, 2 * Math.PI);
        if (Math.abs(approach) >= Math.PI / 2) {
            return 0;
        }
        return approach < 0 ? -Math.PI / 2 - approach : Math.PI / 2 - approach;
    }
}
