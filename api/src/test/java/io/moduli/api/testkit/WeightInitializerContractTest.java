package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightInitializerContractTest implements WeightInitializerContractTests {

    @Override
    public Map<String, WeightInitializer> weightInitializers() {
        return Map.of(
                "distances", new Distances(), "drawn", new Drawn(),
                "drawn where there is no geometry", new Distances() {
                    @Override
                    public GeometryUse geometryUse() {
                        return GeometryUse.OPTIONAL;
                    }

                    @Override
                    public void initialize(FirstWeights weight) {
                        if (weight.weight().geometry().isPresent()) {
                            super.initialize(weight);
                        } else {
                            new Drawn().initialize(weight);
                        }
                    }
                });
    }

    @Test
    void anInitializerThatIsOnNoRoleIsFound() {
        assertThat(rules(new Drawn() {
            @Override
            public Set<WeightRole> on() {
                return Set.of();
            }
        }))
                .containsExactly("on");
    }

    @Test
    void aRowThatIsNotThereIsFound() {
        assertThat(rules(new Drawn() {
            @Override
            int firstRow() {
                return 1;
            }
        }))
                .contains("rows");
    }

    @Test
    void aRowOfTooFewValuesIsFound() {
        assertThat(rules(new Drawn() {
            @Override
            int columns(FirstWeights weight) {
                return super.columns(weight) - 1;
            }
        }))
                .contains("rows");
    }

    @Test
    void rowsThatAreNotWrittenAreNoViolation() {
        assertThat(rules(new Drawn() {
            @Override
            public void initialize(FirstWeights weight) {
                weight.write(2, new float[super.columns(weight)]);
            }
        }))
                .isEmpty();
    }

    @Test
    void aValueThatIsNotFiniteUnderAMaskIsFound() {
        assertThat(rules(new Drawn() {
            @Override
            float value(FirstWeights weight) {
                return weight.mask().isPresent() ? Float.NaN : 1;
            }
        }))
                .containsExactly("finite");
    }

    @Test
    void anInitializerWithRandomNumbersOfItsOwnIsFound() {
        float[] last = {0};
        assertThat(rules(new Drawn() {
            @Override
            float value(FirstWeights weight) {
                return last[0]++;
            }
        }))
                .contains("pure");
    }

    @Test
    void anInitializerThatMovesPointsIsFound() {
        assertThat(rules(new Distances() {
            @Override
            public void initialize(FirstWeights weight) {
                super.initialize(weight);
                if (weight.weight().rowGeometry().orElseThrow() instanceof UnitPoints points) {
                    points.beginStep(true);
                    points.descend(1, ParallelLoop.SERIAL);
                }
            }
        }))
                .containsExactly("arguments");
    }

    @Test
    void whatNeedsAGeometryMustRefuseAWeightWithoutOne() {
        assertThat(rules(new Drawn() {
            @Override
            public GeometryUse geometryUse() {
                return GeometryUse.REQUIRED;
            }
        }))
                .containsExactly("geometry");
    }

    @Test
    void whatNeedsNoGeometryMustDoWithout() {
        assertThat(rules(new Distances() {
            @Override
            public GeometryUse geometryUse() {
                return GeometryUse.OPTIONAL;
            }
        }))
                .containsExactly("geometry");
    }

    @Test
    void whatSaysThatItNeverLooksMustNotLook() {
        assertThat(rules(new Drawn() {
            @Override
            float value(FirstWeights weight) {
                return weight.weight().geometry().isPresent() ? 1 : 2;
            }
        }))
                .containsExactly("geometry");
    }

    private static List<String> rules(WeightInitializer initializer) {
        return WeightInitializerContract.check(initializer, 1).stream().map(Violation::rule).toList();
    }

    /** Draws the weights of two roles, wherever units lie. */
    private static class Drawn implements WeightInitializer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT, WeightRole.EMBEDDING);
        }

        int firstRow() {
            return 0;
        }

        int columns(FirstWeights weight) {
            return weight.weight().shape().columns();
        }

        float value(FirstWeights weight) {
            return (float) (weight.bound() * weight.random().nextGaussian());
        }

        @Override
        public void initialize(FirstWeights weight) {
            for (int row = 0; row < weight.weight().shape().rows(); row++) {
                float[] values = new float[columns(weight)];
                for (int column = 0; column < values.length; column++) {
                    values[column] = value(weight);
                }
                weight.write(firstRow() + row, values);
            }
        }
    }

    /** Makes each recurrent weight the distance of its units. */
    private static class Distances implements WeightInitializer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public GeometryUse geometryUse() {
            return GeometryUse.REQUIRED;
        }

        @Override
        public void initialize(FirstWeights weight) {
            LayerGeometry geometry = weight.weight().geometry()
                    .orElseThrow(() -> new IllegalArgumentException("there are no distances"));
            for (int row = 0; row < weight.weight().shape().rows(); row++) {
                float[] values = new float[geometry.units()];
                for (int unit = 0; unit < values.length; unit++) {
                    values[unit] = (float) geometry.distance(row % geometry.units(), unit);
                }
                weight.write(row, values);
            }
        }
    }
}
