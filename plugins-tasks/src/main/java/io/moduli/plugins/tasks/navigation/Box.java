package io.moduli.plugins.tasks.navigation;

import io.moduli.api.tensor.Matrix;

/**
 * The square that a rat runs in, centred at the origin: either with walls, or periodic, where what leaves on one side
 * enters on the opposite one and the distance is that of the shortest path.
 *
 * @param side its side, in metres
 * @param periodic whether it has no walls
 */
record Box(double side, boolean periodic) {

    /** Half the side: coordinates go from -half to half. */
    double half() {
        return side / 2;
    }

    /** The coordinate in the box for one that may be outside it: stopped at the wall, or wrapped. */
    double confine(double coordinate) {
        return periodic
                ? coordinate - side * Math.floor(coordinate / side + 0.5)
                : Math.clamp(coordinate, -half(), half());
    }

    /** The difference from one coordinate to another, the shorter one in a periodic box. */
    double way(double from, double to) {
        double difference = to - from;
        return periodic ? difference - side * Math.rint(difference / side) : difference;
    }

    /** The distance between two positions. */
    double distance(double x, double y, double otherX, double otherY) {
        double wayX = way(x, otherX);
        double wayY = way(y, otherY);
        return Math.sqrt(wayX * wayX + wayY * wayY);
    }

    /** The sum over columns of the distances between two lists of positions, each [2 × columns], x above y, in metres. */
    double sumOfDistances(Matrix positions, Matrix others) {
        double sum = 0;
        for (int column = 0; column < positions.columns(); column++) {
            sum += distance(
                    positions.get(0, column), positions.get(1, column), others.get(0, column), others.get(1, column));
        }
        return sum;
    }
}
