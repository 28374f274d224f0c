package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.ModuliSpace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each rule of the contract finds a space that breaks it. */
class ModuliSpaceContractTest {

    private static void assertBreaks(ModuliSpace space, String rule) {
        assertThat(ModuliSpaceContract.check(space, 1)).extracting(Violation::rule).contains(rule);
    }

    @Test
    void findsNothingWrongWithAFlatTorus() {
        assertThat(ModuliSpaceContract.check(new PlaneSpace(), 1)).isEmpty();
    }

    @Test
    void findsASampleThatLeavesACoordinateUnwritten() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                point[0] = random.nextDouble();
            }
        }, "sample");
    }

    @Test
    void findsSamplesThatIgnoreTheirSeed() {
        AtomicInteger draws = new AtomicInteger();
        assertBreaks(new PlaneSpace() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                super.sample(random, point);
                point[0] = draws.incrementAndGet() * 1e-6;
            }
        }, "sample");
    }

    @Test
    void findsSamplesThatAreAllTheSamePoint() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                point[0] = 0.5;
                point[1] = 0.5;
            }
        }, "sample");
    }

    @Test
    void findsSamplesThatAreNotUniform() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                super.sample(random, point);
                point[0] = Math.sqrt(point[0]);
            }
        }, "uniform");
    }

    @Test
    void believesASpaceThatDoesNotClaimToBeUniform() {
        assertThat(ModuliSpaceContract.check(new PlaneSpace() {
            @Override
            public void sample(RandomGenerator random, double[] point) {
                super.sample(random, point);
                point[0] = Math.sqrt(point[0]);
            }

            @Override
            public boolean uniform() {
                return false;
            }
        }, 1)).isEmpty();
    }

    @Test
    void findsAPointThatIsAwayFromItself() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double distance(double[] a, double[] b) {
                return 1e-6 + super.distance(a, b);
            }
        }, "identity");
    }

    @Test
    void findsAnAsymmetricDistance() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double distance(double[] a, double[] b) {
                return super.distance(a, b) * (1 + 1e-6 * Math.signum(a[0] - b[0]));
            }
        }, "symmetry");
    }

    @Test
    void findsADistanceBeyondTheDiameter() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double diameter() {
                return 0.3;
            }
        }, "bounds");
    }

    @Test
    void findsANegativeDistance() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double distance(double[] a, double[] b) {
                return -super.distance(a, b);
            }
        }, "bounds");
    }

    @Test
    void findsABrokenTriangle() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double distance(double[] a, double[] b) {
                double distance = super.distance(a, b);
                return distance * distance;
            }
        }, "triangle");
    }

    @Test
    void findsFastDistancesThatDisagree() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void distances(double[][] points, int from, int[] columns, double[] out) {
                super.distances(points, from, columns, out);
                out[out.length - 1] = 0;
            }
        }, "distances");
    }

    @Test
    void findsAnArgumentThatIsChanged() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                super.gradient(a, b, out);
                a[0] = Math.nextUp(a[0]);
            }
        }, "arguments");
    }

    @Test
    void findsAnswersThatDependOnWhatWasAskedBefore() {
        AtomicInteger calls = new AtomicInteger();
        assertBreaks(new PlaneSpace() {
            @Override
            public double distance(double[] a, double[] b) {
                return super.distance(a, b) + (calls.incrementAndGet() % 7) * 1e-14;
            }
        }, "concurrency");
    }

    @Test
    void findsAGradientComponentThatIsNotWritten() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                out[0] = 1;
            }
        }, "gradient components");
    }

    @Test
    void findsAGradientOfTheWrongLength() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                super.gradient(a, b, out);
                out[0] *= 2;
                out[1] *= 2;
            }
        }, "gradient norm");
    }

    @Test
    void findsAGradientOfTheWrongDirection() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                super.gradient(a, b, out);
                double first = out[0];
                out[0] = -out[1];
                out[1] = first;
            }
        }, "gradient");
    }

    @Test
    void findsAGradientThatIsAlwaysZero() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                out[0] = 0;
                out[1] = 0;
            }
        }, "gradient");
    }

    @Test
    void findsAGradientAtCoincidence() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void gradient(double[] a, double[] b, double[] out) {
                super.gradient(a, b, out);
                if (distance(a, b) == 0) {
                    out[0] = 1;
                }
            }
        }, "gradient at coincidence");
    }

    @Test
    void findsAMoveInAnotherUnitThanTheDistance() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void move(double[] point, double[] tangent) {
                super.move(point, new double[] {2 * tangent[0], 2 * tangent[1]});
            }
        }, "move length");
    }

    @Test
    void findsAMoveThatLeavesItsGeodesic() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void move(double[] point, double[] tangent) {
                double bend = tangent[0] * tangent[0];
                super.move(point, new double[] {tangent[0], tangent[1] + bend});
            }
        }, "move arrives");
    }

    @Test
    void findsAMoveThatLeavesTheSpace() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void move(double[] point, double[] tangent) {
                super.move(point, tangent);
                point[0] = Math.hypot(tangent[0], tangent[1]) > 0.5 ? Double.NaN : point[0];
            }
        }, "bounds");
    }

    @Test
    void findsAMoveByNothingThatGoesSomewhere() {
        assertBreaks(new PlaneSpace() {
            @Override
            public void move(double[] point, double[] tangent) {
                super.move(point, new double[] {tangent[0] + 1e-9, tangent[1]});
            }
        }, "move");
    }

    @Test
    void findsAnEmbeddingOfAnotherPoint() {
        AtomicInteger calls = new AtomicInteger();
        assertBreaks(new PlaneSpace() {
            @Override
            public double[] embed(double[] point) {
                return new double[] {point[0], calls.incrementAndGet()};
            }
        }, "embedding");
    }

    @Test
    void findsAnEmbeddingThatIsThePointItself() {
        assertBreaks(new PlaneSpace() {
            @Override
            public double[] embed(double[] point) {
                return point;
            }
        }, "arguments");
    }

    @Test
    void findsEdgesThatAreGluedTheOtherWayRound() {
        assertBreaks(new PlaneSpace() {
            @Override
            public Optional<FundamentalDomain> fundamentalDomain() {
                return Optional.of(new FundamentalDomain(1, 1, Gluing.MIRRORED, Gluing.STRAIGHT));
            }
        }, "fundamental domain");
    }

    @Test
    void findsAPointOutsideOfTheFundamentalDomain() {
        assertBreaks(new PlaneSpace() {
            @Override
            public Optional<FundamentalDomain> fundamentalDomain() {
                return Optional.of(new FundamentalDomain(1e-9, 1e-9, Gluing.NONE, Gluing.NONE));
            }
        }, "fundamental domain");
    }

    @Test
    void reportsWhatAComponentThrows() {
        assertThat(ModuliSpaceContract.check(new PlaneSpace() {
            @Override
            public double[] embed(double[] point) {
                throw new UnsupportedOperationException("no embedding");
            }
        }, 1)).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo("embedding");
            assertThat(violation.detail()).endsWith("threw java.lang.UnsupportedOperationException: no embedding");
        });
    }
}
