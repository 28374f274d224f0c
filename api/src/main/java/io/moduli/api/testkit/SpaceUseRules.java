package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The rules about how a space is used: by several threads, and for drawing. */
final class SpaceUseRules {

    private static final int ROUNDS = 100;
    private static final int FEWER_ROUNDS = 20;
    /** What a short move may do to a place in the drawing, compared with how far places are from each other. */
    private static final double NEAR = 0.1;
    private static final double SHORT = 1e-3;

    private SpaceUseRules() {}

    static void check(SpaceProbe probe, Findings findings) {
        findings.examine("concurrency", () -> threads(probe, findings));
        findings.examine("concurrency", () -> memory(probe, findings));
        findings.examine("embedding", () -> embedding(probe, findings));
        if (!findings.has("embedding")) {
            findings.examine("embedding", () -> places(probe, findings));
        }
    }

    /** Everything once more, now that whatever is computed once has been computed. */
    private static void memory(SpaceProbe probe, Findings findings) {
        List<Runnable> uses = Arrays.stream(probe.points()).map(a -> (Runnable) () -> {
            for (double[] b : probe.points()) {
                probe.distance(a, b);
                probe.moved(a, probe.gradient(a, b), probe.scale() / 3);
            }
            others(probe, a, probe.any());
        }).toList();
        List<String> written = SharedMemory.written(probe.space(), uses);
        findings.require(
                written.isEmpty(), "concurrency", "it writes to %s, which all threads share; a space holds no state",
                written);
    }

    /** What is asked most often is asked without anything in between, so that threads meet in it. */
    private static void threads(SpaceProbe probe, Findings findings) {
        threads(probe, "the distance", ROUNDS, (a, b) -> new double[] {probe.distance(a, b)}, findings);
        threads(probe, "the gradient of the distance", ROUNDS, probe::gradient, findings);
        double far = probe.scale() / 3;
        threads(probe, "the end of a move along the gradient", ROUNDS,
                (a, b) -> probe.moved(a, probe.gradient(a, b), far), findings);
        threads(probe, "an embedding, the distances to others or a sample", FEWER_ROUNDS, (a, b) -> others(probe, a, b),
                findings);
    }

    private static double[] others(SpaceProbe probe, double[] a, double[] b) {
        double[] many = new double[2];
        // The distance of a point to itself, which is the same for all, is not the last to be computed.
        probe.space().distances(new double[][] {a, b}, 0, new int[] {0, 1}, many);
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(b));
        return Stream.of(probe.space().embed(a), many, SpaceProbe.sample(probe.space(), random))
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    private static void threads(
            SpaceProbe probe, String what, int rounds, BinaryOperator<double[]> answer, Findings findings) {
        double[][] points = probe.points();
        int count = points.length;
        Concurrency.difference(count * count, rounds, pair -> answer.apply(points[pair / count], points[pair % count]))
                .ifPresent(difference -> findings.require(
                        false, "concurrency", "%s of %s is %s, but %s beside other threads", what,
                        SpaceProbe.pair(points[difference.question() / count], points[difference.question() % count]),
                        Arrays.toString(difference.alone()), Arrays.toString(difference.together())));
    }

    private static void embedding(SpaceProbe probe, Findings findings) {
        ModuliSpace space = probe.space();
        int length = space.embed(probe.points()[0]).length;
        for (double[] point : probe.points()) {
            double[] before = point.clone();
            double[] embedded = space.embed(point);
            findings.require(
                    embedded.length == length && length > 0, "embedding", "%d numbers for one point, %d for %s",
                    length, embedded.length, Arrays.toString(point));
            findings.require(
                    SpaceProbe.finite(embedded), "embedding", "of %s is %s", Arrays.toString(point),
                    Arrays.toString(embedded));
            findings.require(
                    Arrays.equals(embedded, space.embed(point.clone())), "embedding",
                    "two embeddings of %s differ", Arrays.toString(point));
            findings.require(
                    embedded != point && Arrays.equals(before, point), "arguments",
                    "embed changed or returned its argument %s", Arrays.toString(before));
        }
    }

    /** Points that are apart have places that are apart, and most of those that are near have near ones: there may be seams. */
    private static void places(SpaceProbe probe, Findings findings) {
        double[][] points = probe.points();
        double[][] places = Stream.of(points).map(probe.space()::embed).toArray(double[][]::new);
        double[] apart = new double[points.length];
        double[] near = new double[points.length];
        for (int k = 0; k < points.length; k++) {
            int next = (k + 1) % points.length;
            apart[k] = between(places[k], places[next]);
            double[] step = probe.tangent(points[k]);
            near[k] = between(places[k], probe.space().embed(probe.moved(points[k], step, SHORT * probe.scale())));
        }
        double[] sorted = Arrays.stream(apart).sorted().toArray();
        double spread = sorted[sorted.length / 2];
        findings.require(
                spread > 0, "embedding", "%s, whose distance is %s, are both embedded at %s",
                SpaceProbe.pair(points[0], points[1]), probe.distance(points[0], points[1]),
                Arrays.toString(places[0]));
        double jump = Arrays.stream(near).sorted().toArray()[near.length / 2];
        findings.require(
                jump <= NEAR * spread, "embedding",
                "moves by %s of the median distance of points move their embeddings by %s of theirs", SHORT,
                jump / spread);
    }

    private static double between(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, k -> a[k] - b[k]);
        // Not the root of the sum of squares, which may be too large or too small for a number.
        return Arrays.stream(difference).map(Math::abs).max().orElse(0);
    }
}
