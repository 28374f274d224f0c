package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spaces that are right but for one thing, which shows to one who looks for it alone. */
class SpaceMutantsTest {

    /** A plane torus that says what it is. */
    private static class Torus extends PlaneSpace {

        @Override
        public String toString() {
            return "Torus";
        }
    }

    private static Arguments mutant(String what, String rule, ModuliSpace space) {
        return Arguments.of(Named.of(what, space), rule);
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("distance computed in memory that all threads share", "concurrency", new Torus() {
                    private final double[] shared = new double[2];

                    @Override
                    public double distance(double[] a, double[] b) {
                        for (int k = 0; k < a.length; k++) {
                            double straight = a[k] - b[k];
                            shared[k] = straight - Math.rint(straight);
                        }
                        double squares = 0;
                        for (double difference : shared) {
                            squares += difference * difference;
                        }
                        return Math.sqrt(squares);
                    }
                }),
                mutant("gradient computed in memory that all threads share", "concurrency", new Torus() {
                    private final double[] shared = new double[2];

                    @Override
                    public void gradient(double[] a, double[] b, double[] out) {
                        super.gradient(a, b, shared);
                        System.arraycopy(shared, 0, out, 0, 2);
                    }
                }),
                mutant("move computed in memory that all threads share", "concurrency", new Torus() {
                    private final double[] shared = new double[2];

                    @Override
                    public void move(double[] point, double[] tangent) {
                        System.arraycopy(point, 0, shared, 0, 2);
                        super.move(shared, tangent);
                        System.arraycopy(shared, 0, point, 0, 2);
                    }
                }),
                mutant("a diameter that is too large", "diameter", new Torus() {
                    @Override
                    public double diameter() {
                        return 1;
                    }
                }),
                mutant("a diameter that is too large by a twentieth", "diameter", new Torus() {
                    @Override
                    public double diameter() {
                        return 1.05 * super.diameter();
                    }
                }),
                mutant("a diameter that is said to be infinite", "diameter", new Torus() {
                    @Override
                    public double diameter() {
                        return Double.POSITIVE_INFINITY;
                    }
                }),
                mutant("a diameter that is too small", "bounds", new Torus() {
                    @Override
                    public double diameter() {
                        return 0.99 * super.diameter();
                    }
                }),
                mutant("the same embedding for all points", "embedding", new Torus() {
                    @Override
                    public double[] embed(double[] point) {
                        return new double[] {1, 2, 3};
                    }
                }),
                mutant("an embedding that tears everything apart", "embedding", new Torus() {
                    @Override
                    public double[] embed(double[] point) {
                        return new double[] {Math.sin(1e6 * point[0]), Math.sin(1e6 * point[1])};
                    }
                }),
                mutant("a gradient that is not a number half way around", "cut locus", new Torus() {
                    @Override
                    public void gradient(double[] a, double[] b, double[] out) {
                        super.gradient(a, b, out);
                        out[0] /= Math.abs(a[0] - b[0]) == 0.5 ? 0 : 1;
                    }
                }),
                mutant("a gradient in another direction half way around", "cut locus", new Torus() {
                    @Override
                    public void gradient(double[] a, double[] b, double[] out) {
                        super.gradient(a, b, out);
                        if (Math.abs(a[1] - b[1]) == 0.5) {
                            out[0] = 1;
                            out[1] = 0;
                        }
                    }
                }),
                mutant("a distance that is not a number half way around", "bounds", new Torus() {
                    @Override
                    public double distance(double[] a, double[] b) {
                        return Math.abs(a[0] - b[0]) == 0.5 ? Double.NaN : super.distance(a, b);
                    }
                }),
                mutant("a distance that jumps half way around", "cut locus", new Torus() {
                    @Override
                    public double distance(double[] a, double[] b) {
                        return Math.abs(a[0] - b[0]) == 0.5 ? 0.25 : super.distance(a, b);
                    }
                }),
                mutant("samples on nine tenths of the way around", "uniform", sampling(u -> 0.9 * u)),
                mutant("samples on eleven tenths of the way around", "uniform", sampling(u -> 1.1 * u % 1)),
                mutant("samples stretched by a power of 1.1", "uniform", sampling(u -> Math.pow(u, 1.1))),
                mutant("moves that end half way although there is no boundary near", "move length", new DiscMutant() {
                    @Override
                    public void move(double[] point, double[] tangent) {
                        super.move(point, new double[] {tangent[0] / 2, tangent[1] / 2});
                    }
                }),
                mutant("moves that end early in one direction", "move length", new DiscMutant() {
                    @Override
                    public void move(double[] point, double[] tangent) {
                        double share = tangent[0] > 0 ? 0.9 : 1;
                        super.move(point, new double[] {share * tangent[0], tangent[1]});
                    }
                }),
                mutant("moves that jump back from the boundary", "uniform", new DiscMutant() {
                    @Override
                    public void move(double[] point, double[] tangent) {
                        super.move(point, tangent);
                        if (Math.hypot(point[0], point[1]) > 1 - 1e-12) {
                            point[0] /= -2;
                            point[1] /= -2;
                        }
                    }
                }),
                mutant("a boundary of which nothing is said", "move length", new DiscMutant() {
                    @Override
                    public boolean hasBoundary() {
                        return false;
                    }
                }));
    }

    private interface Stretch {
        double of(double uniform);
    }

    private static ModuliSpace sampling(Stretch stretch) {
        return new Torus() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                point[0] = stretch.of(random.nextDouble());
                point[1] = random.nextDouble();
            }
        };
    }

    /** A disc to be changed. */
    private static class DiscMutant implements ModuliSpace {

        private final DiscSpace disc = new DiscSpace(1);

        @Override
        public int coordinates() {
            return 2;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            disc.sample(random, point);
        }

        @Override
        public double distance(double[] a, double[] b) {
            return disc.distance(a, b);
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
            disc.gradient(a, b, out);
        }

        @Override
        public boolean hasBoundary() {
            return true;
        }

        @Override
        public void move(double[] point, double[] tangent) {
            disc.move(point, tangent);
        }

        @Override
        public double diameter() {
            return disc.diameter();
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFound(ModuliSpace mutant, String rule) {
        for (long seed = 1; seed <= Long.getLong("seeds", 1); seed++) {
            assertThat(ModuliSpaceContract.check(mutant, seed)).extracting(Violation::rule).as("seed " + seed)
                    .contains(rule);
        }
    }

    static Stream<ModuliSpace> rightSpaces() {
        return Stream.of(
                new Torus(), new DiscSpace(1), new DiscSpace(1e-90), new DiscSpace(1e90), new MoebiusStripSpace(0.3),
                new MoebiusStripSpace(1), new DiscSampledAtItsRim());
    }

    /** A disc most of whose points lie where moves end. */
    private static final class DiscSampledAtItsRim extends DiscMutant {

        @Override
        public boolean uniform() {
            return false;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            super.sample(random, point);
            double norm = Math.hypot(point[0], point[1]);
            double wanted = Math.pow(norm, 0.25);
            point[0] *= wanted / norm;
            point[1] *= wanted / norm;
        }
    }

    @ParameterizedTest
    @MethodSource
    void rightSpaces(ModuliSpace space) {
        for (long seed = 1; seed <= Long.getLong("seeds", 1); seed++) {
            assertThat(ModuliSpaceContract.check(space, seed)).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void aViolationNamesTheSpaceThePointsAndTheNumbers() {
        Violation broken = ModuliSpaceContract.check(new Torus() {
            @Override
            public double distance(double[] a, double[] b) {
                return a[0] == b[0] && a[1] == b[1] ? 0 : -1;
            }
        }, 1).getFirst();

        assertThat(broken.rule()).isEqualTo("bounds");
        assertThat(broken.detail()).matches(
                "Torus: between \\[0\\.\\d+, 0\\.\\d+] and \\[0\\.\\d+, 0\\.\\d+] there is a distance of -1\\.0");
        assertThat(Arrays.asList(broken.toString().split(": ", 2)).getFirst()).isEqualTo("bounds");
    }
}
