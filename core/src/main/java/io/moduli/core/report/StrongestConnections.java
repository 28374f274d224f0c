package io.moduli.core.report;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The recurrent weights of largest magnitude between different units, of all gates. */
final class StrongestConnections {

    private static final int STEPS = 12;
    private static final Comparator<Connection> BY_SIZE = Comparator
            .<Connection>comparingDouble(connection -> Math.abs(connection.weight()))
            .thenComparing(Comparator.comparingInt(Connection::to).reversed())
            .thenComparing(Comparator.comparingInt(Connection::from).reversed());

    private StrongestConnections() {}

    /** A weight from one unit to another. */
    record Connection(int from, int to, double weight) {}

    /** A given number of surviving connections at most, the strongest first. */
    static List<Connection> of(Parameter weight, int most) {
        WeightShape shape = weight.weight().orElseThrow();
        PriorityQueue<Connection> strongest = new PriorityQueue<>(BY_SIZE);
        for (int row = 0; row < shape.rows(); row++) {
            int to = row % shape.units();
            weight.forEachKept(row, (from, value) -> {
                boolean wanted = from != to && value != 0 && (strongest.size() < most
                        || Math.abs(value) > Math.abs(strongest.element().weight()));
                if (wanted) {
                    strongest.add(new Connection(from, to, value));
                    if (strongest.size() > most) {
                        strongest.remove();
                    }
                }
            });
        }
        List<Connection> connections = new ArrayList<>(strongest);
        connections.sort(BY_SIZE.reversed());
        return connections;
    }

    /** Points along a shortest path, its ends included. */
    static List<double[]> path(ModuliSpace space, double[] from, double[] to) {
        List<double[]> path = new ArrayList<>();
        double[] at = from.clone();
        double[] tangent = new double[at.length];
        path.add(at.clone());
        double step = space.distance(from, to) / STEPS;
        for (int number = 1; number < STEPS; number++) {
            space.gradient(at, to, tangent);
            for (int coordinate = 0; coordinate < tangent.length; coordinate++) {
                tangent[coordinate] *= -step;
            }
            space.move(at, tangent);
            path.add(at.clone());
        }
        path.add(to.clone());
        return path;
    }
}
