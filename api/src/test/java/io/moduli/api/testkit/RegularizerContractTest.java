package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.state.StateArray;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.PlacedWeight;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each rule of the contract finds a regularizer that breaks it. */
class RegularizerContractTest {

    /** The sum of c w², c drawn when bound and halved after every step; tests break one promise of it at a time. */
    private static class Halving implements Regularizer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            return new Bound(random.nextDouble(1, 2));
        }
    }

    private static class Bound implements BoundRegularizer {

        private double coefficient;

        Bound(double coefficient) {
            this.coefficient = coefficient;
        }

        @Override
        public double accumulate(EntryBlock block) {
            double penalty = 0;
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                for (long entry = block.begin(row); entry < block.end(row); entry++) {
                    penalty += entry(block, entry, block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry));
                }
            }
            return penalty;
        }

        double entry(EntryBlock block, long entry, float weight) {
            add(block, entry, 2 * coefficient * weight);
            return coefficient * weight * weight;
        }

        static void add(EntryBlock block, long entry, double step) {
            float before = block.gradients().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
            block.gradients().setAtIndex(ValueLayout.JAVA_FLOAT, entry, (float) (before + step));
        }

        @Override
        public void endStep(TrainingStep step) {
            coefficient /= 2;
        }

        @Override
        public List<StateArray> state() {
            return List.of(new StateArray("coefficient", List.of(1), new double[] {coefficient}));
        }

        @Override
        public void restore(List<StateArray> state) {
            if (!state.getFirst().name().equals("coefficient")) {
                throw new IllegalArgumentException("no coefficient");
            }
            coefficient = state.getFirst().values()[0];
        }
    }

    private static Regularizer bound(BoundRegularizer bound) {
        return new Halving() {
            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                return bound;
            }
        };
    }

    private static void assertBreaks(Regularizer regularizer, String rule) {
        assertThat(RegularizerContract.check(regularizer, 1)).extracting(Violation::rule).contains(rule);
    }

    @Test
    void findsNothingWrongWithASumOfSquares() {
        assertThat(RegularizerContract.check(new Halving(), 1)).isEmpty();
    }

    @Test
    void findsARegularizerThatIsOnNothing() {
        assertBreaks(new Halving() {
            @Override
            public Set<WeightRole> on() {
                return Set.of();
            }
        }, "on");
    }

    @Test
    void findsADrawThatIgnoresItsGenerator() {
        double[] draws = {1};
        assertBreaks(new Halving() {
            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                return new Bound(draws[0]++);
            }
        }, "same seed");
    }

    @Test
    void findsAGradientWithoutItsFactor() {
        assertBreaks(bound(new Bound(1) {
            @Override
            double entry(EntryBlock block, long entry, float weight) {
                add(block, entry, weight);
                return weight * weight;
            }
        }), "gradient");
    }

    @Test
    void findsASparsePenaltyThatDiffersFromTheDenseOne() {
        assertBreaks(bound(new Bound(1) {
            @Override
            double entry(EntryBlock block, long entry, float weight) {
                return super.entry(block, entry, block.dense() ? weight : weight * 2) / (block.dense() ? 1 : 2);
            }
        }), "sparse");
    }

    @Test
    void findsAGradientThatOverwrites() {
        assertBreaks(bound(new Bound(1) {
            @Override
            double entry(EntryBlock block, long entry, float weight) {
                block.gradients().setAtIndex(ValueLayout.JAVA_FLOAT, entry, 2 * weight);
                return weight * weight;
            }
        }), "adds");
    }

    @Test
    void findsAZeroThatCosts() {
        assertBreaks(bound(new Bound(1) {
            @Override
            double entry(EntryBlock block, long entry, float weight) {
                add(block, entry, weight >= 0 ? 1 : -1);
                return Math.abs(weight);
            }
        }), "zeros");
    }

    @Test
    void findsValuesThatAreChanged() {
        assertBreaks(bound(new Bound(1) {
            @Override
            double entry(EntryBlock block, long entry, float weight) {
                block.values().setAtIndex(ValueLayout.JAVA_FLOAT, entry, weight / 2);
                return super.entry(block, entry, weight);
            }
        }), "values");
    }

    @Test
    void findsAWriteBetweenRows() {
        assertBreaks(bound(new Bound(1) {
            @Override
            public double accumulate(EntryBlock block) {
                block.gradients().setAtIndex(ValueLayout.JAVA_FLOAT, block.end(block.firstRow()), 0);
                return super.accumulate(block);
            }
        }), "values");
    }

    @Test
    void findsAPenaltyThatDependsOnTheBlocks() {
        assertBreaks(bound(new Bound(1) {
            @Override
            public double accumulate(EntryBlock block) {
                return super.accumulate(block) + block.index();
            }
        }), "blocks");
    }

    @Test
    void findsTwoStatesOfOneName() {
        assertBreaks(bound(new Bound(1) {
            @Override
            public List<StateArray> state() {
                return List.of(super.state().getFirst(), super.state().getFirst());
            }
        }), "state");
    }

    @Test
    void findsAStateThatIsNotTakenBack() {
        assertBreaks(new Halving() {
            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                return new Bound(random.nextDouble(1, 2)) {
                    @Override
                    public void restore(List<StateArray> state) {
                        // forgets it
                    }
                };
            }
        }, "state");
    }

    @Test
    void findsAForeignStateThatIsAccepted() {
        assertBreaks(bound(new Bound(1) {
            @Override
            public void restore(List<StateArray> state) {
                // takes anything
            }
        }), "restore");
    }

    /** The sum of w times the distance of the units, whose points follow a part of its gradient. */
    private static Regularizer pulling(double share) {
        return new Halving() {
            @Override
            public boolean movesPoints() {
                return true;
            }

            @Override
            public GeometryUse geometryUse() {
                return GeometryUse.REQUIRED;
            }

            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                LayerGeometry geometry = weight.geometry()
                        .orElseThrow(() -> new IllegalArgumentException("no geometry"));
                return new Pulling(geometry, share);
            }
        };
    }

    private static final class Pulling extends Bound {

        private final LayerGeometry geometry;
        private final double share;
        private final List<double[]> pulls = new ArrayList<>();

        Pulling(LayerGeometry geometry, double share) {
            super(1);
            this.geometry = geometry;
            this.share = share;
        }

        @Override
        public synchronized double accumulate(EntryBlock block) {
            double penalty = 0;
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                int unit = row % geometry.units();
                for (long entry = block.begin(row); entry < block.end(row); entry++) {
                    int other = block.column(entry);
                    double weight = block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                    double distance = geometry.distance(unit, other);
                    add(block, entry, 2 * weight * distance);
                    penalty += weight * weight * distance;
                    pulls.add(new double[] {unit, other, weight * weight});
                }
            }
            return penalty;
        }

        @Override
        public void endStep(TrainingStep step) {
            double[] direction = new double[2];
            for (double[] pull : pulls) {
                for (int end = 0; geometry.learning() && end < 2; end++) {
                    geometry.gradient((int) pull[end], (int) pull[1 - end], direction);
                    geometry.addGradient((int) pull[end],
                            new double[] {share * pull[2] * direction[0], share * pull[2] * direction[1]});
                }
            }
            pulls.clear();
        }

        @Override
        public List<StateArray> state() {
            return List.of();
        }

        @Override
        public void restore(List<StateArray> state) {
            if (!state.isEmpty()) {
                throw new IllegalArgumentException("no state");
            }
        }
    }

    @Test
    void findsNothingWrongWithOneThatPullsPoints() {
        assertThat(RegularizerContract.check(pulling(1), 1)).isEmpty();
    }

    @Test
    void findsAGradientWithRespectToPointsThatIsHalfOfWhatItShouldBe() {
        assertBreaks(pulling(0.5), "points");
    }

    @Test
    void findsAGradientThatIsWrongAtTheEndOfARowAlone() {
        assertBreaks(new Halving() {
            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                int last = weight.shape().columns() - 1;
                return new Bound(random.nextDouble(1, 2)) {
                    @Override
                    double entry(EntryBlock block, long entry, float value) {
                        double cost = super.entry(block, entry, value);
                        if (block.column(entry) == last) {
                            add(block, entry, value);
                        }
                        return cost;
                    }
                };
            }
        }, "gradient");
    }

    @Test
    void findsMemoryThatAllThreadsShare() {
        double[] costs = new double[200];
        assertBreaks(new Halving() {
            @Override
            public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
                return new Bound(random.nextDouble(1, 2)) {
                    @Override
                    public double accumulate(EntryBlock block) {
                        double penalty = 0;
                        for (int row = block.firstRow(); row < block.endRow(); row++) {
                            long begin = block.begin(row);
                            for (long entry = begin; entry < block.end(row); entry++) {
                                float value = block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                                costs[(int) (entry - begin)] = entry(block, entry, value);
                            }
                            // Others come in between here even where few processors are idle.
                            Thread.yield();
                            for (long entry = begin; entry < block.end(row); entry++) {
                                penalty += costs[(int) (entry - begin)];
                            }
                        }
                        return penalty;
                    }
                };
            }
        }, "threads");
    }

    @Test
    void findsOneThatNeedsAGeometryAndTakesAWeightWithout() {
        assertBreaks(new Halving() {
            @Override
            public GeometryUse geometryUse() {
                return GeometryUse.REQUIRED;
            }
        }, "geometry");
    }
}
