package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class RatMotionTest {

    private static final int RATS = 500;
    private static final int STEPS = 200;

    private final Trajectories walled = walk(new Box(2.2, false));
    private final Trajectories periodic = walk(new Box(2.2, true));

    @Test
    void theMeanSpeedIsThatOfARayleighDistribution() {
        double sum = 0;
        double squares = 0;
        Matrix moves = displacements(periodic);
        for (int column = 0; column < moves.columns(); column++) {
            double speed = length(moves, column) / 0.02;
            sum += speed;
            squares += speed * speed;
        }

        // √(π/2) and 2, times the scale of 0.8168 m/s and its square: five standard deviations to either side.
        assertThat(sum / moves.columns()).isCloseTo(1.0237, within(0.0085));
        assertThat(squares / moves.columns()).isCloseTo(1.3343, within(0.021));
    }

    @Test
    void turnsHaveTheStandardDeviationOfTheAngularVelocity() {
        double squares = 0;
        double sum = 0;
        Matrix moves = displacements(periodic);
        int turns = moves.columns() - RATS;
        for (int column = 0; column < turns; column++) {
            double turn = Math.IEEEremainder(
                    heading(moves, column + RATS) - heading(moves, column), 2 * Math.PI);
            sum += turn;
            squares += turn * turn;
        }

        // 0.02 s times 11.52 rad/s, five standard deviations to either side.
        assertThat(sum / turns).isCloseTo(0, within(0.0037));
        assertThat(Math.sqrt(squares / turns)).isCloseTo(0.2304, within(0.0026));
    }

    @Test
    void startsAreAnywhereInTheBox() {
        double sumX = 0;
        double squaresY = 0;
        for (int rat = 0; rat < RATS; rat++) {
            sumX += walled.x()[rat];
            squaresY += walled.y()[rat] * walled.y()[rat];
        }

        // The variance of a uniform number is 2.2² / 12, five standard deviations to either side.
        assertThat(sumX / RATS).isCloseTo(0, within(0.142));
        assertThat(squaresY / RATS).isCloseTo(0.4033, within(0.081));
    }

    @Test
    void nobodyLeavesTheBox() {
        for (Trajectories trajectories : new Trajectories[] {walled, periodic, walk(new Box(0.3, false))}) {
            float half = trajectories == walled || trajectories == periodic ? 1.1f : 0.15f;
            for (int place = 0; place < trajectories.x().length; place++) {
                assertThat(Math.abs(trajectories.x()[place])).isLessThanOrEqualTo(half);
                assertThat(Math.abs(trajectories.y()[place])).isLessThanOrEqualTo(half);
            }
        }
    }

    @Test
    void displacementsLeadFromOnePositionToTheNext() {
        assertDisplacementsAddUp(walled, new Box(2.2, false));
        assertDisplacementsAddUp(periodic, new Box(2.2, true));
    }

    @Test
    void withoutWallsSomeStepsCrossTheSeamAndNoneIsLong() {
        int crossings = 0;
        Matrix moves = displacements(periodic);
        for (int column = 0; column < moves.columns(); column++) {
            assertThat(length(moves, column)).isLessThan(0.1401);
            crossings += Math.abs(periodic.x()[column + RATS] - periodic.x()[column]) > 1.1 ? 1 : 0;
        }

        // A step crosses with a probability of about 0.0205 · 2/π / 2.2, so 590 of these do.
        assertThat(crossings).isBetween(450, 730);
    }

    @Test
    void whoNearsAWallSlowsDown() {
        double near = 0;
        int nearSteps = 0;
        Matrix moves = displacements(walled);
        for (int column = 0; column < moves.columns(); column++) {
            // Well within the border and heading for the right wall, and the move itself says where.
            boolean atWall = walled.x()[column] > 1.1f - 0.029f && Math.abs(walled.y()[column]) < 1;
            if (atWall && moves.get(0, column) > 0.001f) {
                near += length(moves, column) / 0.02;
                nearSteps++;
            }
        }

        // Nobody at the wall goes faster than a quarter of the usual speed, so the mean is far below 1.02.
        assertThat(nearSteps).isGreaterThan(100);
        assertThat(near / nearSteps).isBetween(0.2, 0.45);
    }

    @Test
    void atAWallOneTurnsParallelToIt() {
        Matrix moves = displacements(walled);
        double squares = 0;
        int turns = 0;
        for (int column = 0; column < moves.columns() - RATS; column++) {
            boolean atWall = walled.x()[column] > 1.1f - 0.029f && Math.abs(walled.y()[column]) < 1;
            boolean stillInside = walled.x()[column + RATS] < 1.0999f;
            if (atWall && stillInside && moves.get(0, column) > 0.001f) {
                double next = Math.abs(heading(moves, column + RATS)) - Math.PI / 2;
                squares += next * next;
                turns++;
            }
        }

        // What is left is the random turn alone, whose standard deviation is 0.2304; walls cut some of it off.
        assertThat(turns).isGreaterThan(100);
        assertThat(Math.sqrt(squares / turns)).isBetween(0.15, 0.26);
    }

    @Test
    void oneSeedGivesOneTrajectory() {
        Box box = new Box(2.2, false);

        assertThat(walk(box).x()).isEqualTo(walled.x());
        assertThat(new RatMotion(box).walk(RATS, STEPS, new RandomStreams(2).stream("rats")).x())
                .isNotEqualTo(walled.x());
    }

    private static Trajectories walk(Box box) {
        return new RatMotion(box).walk(RATS, STEPS, new RandomStreams(1).stream("rats"));
    }

    private static void assertDisplacementsAddUp(Trajectories trajectories, Box box) {
        Matrix moves = displacements(trajectories);
        for (int column = 0; column < moves.columns(); column++) {
            double x = box.confine(trajectories.x()[column] + (double) moves.get(0, column));
            double y = box.confine(trajectories.y()[column] + (double) moves.get(1, column));
            assertThat(box.distance(x, y, trajectories.x()[column + RATS], trajectories.y()[column + RATS]))
                    .isLessThan(1e-6);
        }
    }

    private static Matrix displacements(Trajectories trajectories) {
        Matrix moves = Matrix.allocate(2, trajectories.steps() * trajectories.rats());
        trajectories.copyDisplacements(moves);
        return moves;
    }

    private static double length(Matrix moves, int column) {
        return Math.hypot(moves.get(0, column), moves.get(1, column));
    }

    private static double heading(Matrix moves, int column) {
        return Math.atan2(moves.get(1, column), moves.get(0, column));
    }
}
