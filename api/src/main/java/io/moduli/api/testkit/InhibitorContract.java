package io.moduli.api.testkit;

import io.moduli.api.geometry.Inhibitor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What an {@link Inhibitor} promises. The rules:
 *
 * <ul>
 *   <li>{@code finite}: value and derivative are finite at 0, at ordinary distances and far away
 *   <li>{@code derivative}: the derivative agrees with central differences of the value
 *   <li>{@code pure}: asking twice gives the same answer
 *   <li>{@code concurrency}: several threads at once get the same answers as one
 * </ul>
 */
public final class InhibitorContract {

    private static final int PROBES = 400;
    private static final double FARTHEST_ORDINARY = 25;
    private static final double FARTHEST = 1000;
    private static final int ROUNDS = 50;
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-5;

    private InhibitorContract() {}

    /** Looks for violations; none means that the inhibitor passes. The same seed looks at the same distances. */
    public static List<Violation> check(Inhibitor inhibitor, long seed) {
        Findings findings = new Findings(inhibitor);
        RandomGenerator random = new SplittableRandom(seed);
        findings.examine("finite", () -> {
            for (double distance : new double[] {0, Double.MIN_VALUE, 1e-300, 1e-9, 1, 30, 1e3, 1e6}) {
                finite(inhibitor, distance, findings);
            }
        });
        findings.examine("derivative", () -> {
            for (int probe = 0; probe < PROBES; probe++) {
                // Half of them close by, where inhibitors are steep, and some far away.
                double farthest = probe % 2 == 0 ? 2 : probe % 8 == 1 ? FARTHEST : FARTHEST_ORDINARY;
                double distance = random.nextDouble(2 * STEP, farthest);
                finite(inhibitor, distance, findings);
                derivative(inhibitor, distance, findings);
            }
        });
        findings.examine("concurrency", () -> threads(inhibitor, seed, findings));
        return findings.violations();
    }

    private static void threads(Inhibitor inhibitor, long seed, Findings findings) {
        double[] distances = new SplittableRandom(seed).doubles(PROBES, 0, FARTHEST_ORDINARY).toArray();
        Concurrency.difference(PROBES, ROUNDS, probe -> answers(inhibitor, distances[probe]))
                .ifPresent(difference -> findings.require(
                        false, "concurrency", "at %s value and derivative are %s, but %s beside other threads",
                        distances[difference.question()], Arrays.toString(difference.alone()),
                        Arrays.toString(difference.together())));
        List<Runnable> uses = Arrays.stream(distances)
                .mapToObj(distance -> (Runnable) () -> answers(inhibitor, distance))
                .toList();
        List<String> written = SharedMemory.written(inhibitor, uses);
        findings.require(
                written.isEmpty(), "concurrency",
                "it writes to %s, which all threads share; an inhibitor holds no state",
                written);
    }

    private static double[] answers(Inhibitor inhibitor, double distance) {
        return new double[] {inhibitor.value(distance), inhibitor.derivative(distance)};
    }

    private static void finite(Inhibitor inhibitor, double distance, Findings findings) {
        double value = inhibitor.value(distance);
        double derivative = inhibitor.derivative(distance);
        findings.require(
                Double.isFinite(value) && Double.isFinite(derivative), "finite", "f(%s) = %s and f'(%s) = %s", distance,
                value,
                distance, derivative);
        findings.require(
                value == inhibitor.value(distance) || Double.isNaN(value), "pure", "f(%s) was %s, then %s", distance,
                value,
                inhibitor.value(distance));
    }

    private static void derivative(Inhibitor inhibitor, double distance, Findings findings) {
        double above = inhibitor.value(distance + STEP);
        double below = inhibitor.value(distance - STEP);
        double measured = (above - below) / (2 * STEP);
        double derivative = inhibitor.derivative(distance);
        double size = 1 + Math.abs(derivative) + Math.abs(above);
        findings.require(
                Math.abs(measured - derivative) <= TOLERANCE * size, "derivative",
                "f'(%s) = %s, but differences of f give %s",
                distance, derivative, measured);
    }
}
