package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrunerContractTest implements PrunerContractTests {

    @Override
    public Map<String, Pruner> pruners() {
        return Map.of(
                "the first entries of each matrix", new FirstEntries(),
                "first or last entries in turn, told by a state", new InTurn());
    }

    @Test
    void aPrunerThatIsOnNoRoleIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public Set<WeightRole> on() {
                return Set.of();
            }
        }))
                .contains("roles");
    }

    @Test
    void aScheduleThatRemovesEverythingIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public SparsitySchedule schedule() {
                return new FirstEntries.Once(1);
            }
        }))
                .containsExactly("schedule");
    }

    @Test
    void aScheduleThatFallsIsFoundUnlessThePrunerRegrows() {
        SparsitySchedule falling = new SparsitySchedule() {
            @Override
            public double sparsity(double epochs) {
                return epochs < 7.5 ? 0.9 : 0.5;
            }

            @Override
            public double target() {
                return 0.5;
            }
        };
        assertThat(rules(new FirstEntries() {
            @Override
            public SparsitySchedule schedule() {
                return falling;
            }
        }))
                .containsExactly("schedule");
        assertThat(rules(new Regrowing() {
            @Override
            public SparsitySchedule schedule() {
                return falling;
            }
        }))
                .isEmpty();
    }

    @Test
    void aMaskTooFewIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            List<Mask> prune(PruningRound round) {
                return super.prune(round).stream().skip(1).toList();
            }
        }))
                .containsExactly("masks");
    }

    @Test
    void masksInAnotherOrderAreFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            List<Mask> prune(PruningRound round) {
                return super.prune(round).reversed();
            }
        }))
                .containsExactly("masks");
    }

    @Test
    void firstMasksOfOtherExtentsAreFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            Optional<List<Mask>> first(PruningRound round) {
                return Optional.of(List.of(Mask.full(1, 1)));
            }
        }))
                .containsExactly("masks");
    }

    @Test
    void firstMasksThatMissTheShareAreFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            Optional<List<Mask>> first(PruningRound round) {
                return Optional.of(round.weights().stream().map(weight -> entriesFrom(weight, 1)).toList());
            }
        }))
                .containsExactly("share");
    }

    @Test
    void aShareThatIsNotMetIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                return super.removed(round, weight) / 2;
            }
        }))
                .contains("share");
    }

    @Test
    void entriesThatGoTogetherMayMissTheShareByLessThanTheirNumberWhereItIsDeclared() {
        assertThat(rules(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                return super.removed(round, weight) / 2 * 2;
            }
        }))
                .containsExactly("share");
        assertThat(rules(new InPairs(2))).isEmpty();
        assertThat(rules(new InPairs(4))).containsExactly("share");
    }

    @Test
    void aWarningExcusesAShareThatIsNotMet() {
        assertThat(rules(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                round.warn("no more than half of what was asked for");
                return super.removed(round, weight) / 2;
            }
        }))
                .doesNotContain("share");
    }

    @Test
    void aShareThatFallsMustBeMetByThoseThatRegrow() {
        assertThat(rules(new Regrowing() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                return Math.max(super.removed(round, weight), weight.mask().entries() - weight.mask().count());
            }
        }))
                .containsExactly("share");
    }

    @Test
    void aPrunerThatSaysNowThisNowThatIsFound() {
        int[] asked = {0};
        assertThat(rules(new FirstEntries() {
            @Override
            public Regrowth regrowth() {
                asked[0]++;
                return asked[0] > 1 ? Regrowth.ZERO : Regrowth.NONE;
            }
        }))
                .containsExactly("declarations");
    }

    @Test
    void entriesThatComeBackAreFoundUnlessThePrunerSaysThatItRegrows() {
        FirstEntries silent = new FirstEntries() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return round.sparsity() > 0.5;
            }
        };
        assertThat(rules(silent)).containsExactly("growth");
        assertThat(rules(new Regrowing() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return round.sparsity() > 0.5;
            }
        }))
                .isEmpty();
    }

    @Test
    void aMinimumThatIsDeclaredAndNotKeptIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public double minimumKept() {
                return 0.2;
            }
        }))
                .containsExactly("minimum");
    }

    @Test
    void aMinimumOfMoreThanEverythingIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public double minimumKept() {
                return 1.5;
            }
        }))
                .contains("minimum");
    }

    @Test
    void aPrunerWithRandomnessOfItsOwnIsFound() {
        int[] calls = {0};
        assertThat(rules(new Regrowing() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return Integer.bitCount(calls[0]++) % 2 == 1;
            }
        }))
                .contains("determinism");
    }

    @Test
    void aStateThatIsNotGivenOutIsFound() {
        assertThat(rules(new Regrowing() {
            @Override
            public BoundPruner bind(List<PlacedWeight> weights) {
                List<Double> seen = new ArrayList<>();
                return round -> {
                    seen.add(round.sparsity());
                    return round.weights().stream().map(weight -> prune(round, weight, seen.size() % 2 == 0)).toList();
                };
            }
        }))
                .containsExactly("state");
    }

    @Test
    void aPrunerThatTreatsSparseWeightsDifferentlyIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return !round.weights().isEmpty() && !round.weights().getFirst().entries().dense();
            }
        }))
                .containsExactly("storage");
    }

    @Test
    void aPrunerThatWritesValuesIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                EntryBlock entries = weight.entries();
                if (entries.begin(0) < entries.end(0)) {
                    entries.values().setAtIndex(ValueLayout.JAVA_FLOAT, entries.begin(0), 42);
                }
                return super.removed(round, weight);
            }
        }))
                .containsExactly("read-only");
    }

    @Test
    void aMatrixThatVanishesSilentlyIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            void warnOfVanished(PruningRound round, String name) {}
        }))
                .containsExactly("silence");
    }

    @Test
    void aWarningWithoutTheNameOfTheMatrixIsNotEnough() {
        assertThat(rules(new FirstEntries() {
            @Override
            void warnOfVanished(PruningRound round, String name) {
                round.warn("a matrix vanishes");
            }
        }))
                .containsExactly("silence");
    }

    @Test
    void aPrunerThatSaysThatItStartsSparseMustGiveFirstMasksWithoutALookAtWeights() {
        class Sparse extends FirstEntries {

            @Override
            public boolean startsSparse() {
                return true;
            }
        }
        assertThat(rules(new Sparse())).containsExactly("start");
        assertThat(rules(new Sparse() {
            @Override
            Optional<List<Mask>> first(PruningRound round) {
                return Optional.of(prune(round));
            }
        })).isEmpty();
        assertThat(PrunerContract.check(new Sparse() {
            @Override
            Optional<List<Mask>> first(PruningRound round) {
                round.weights().forEach(PrunableWeight::entries);
                return Optional.of(prune(round));
            }
        }, 1)).extracting(Violation::toString).containsExactly(
                "start: threw java.lang.IllegalStateException: it starts sparse, but looks at values before training");
    }

    @Test
    void aPrunerThatThrowsIsFound() {
        assertThat(PrunerContract.check(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                throw new IllegalStateException("not yet written");
            }
        }, 1)).extracting(Violation::toString)
                .containsExactly("rounds: threw java.lang.IllegalStateException: not yet written");
    }

    @Test
    void aPrunerThatNeedsAGeometryAndTakesWeightsWithoutIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public GeometryUse geometryUse() {
                return GeometryUse.REQUIRED;
            }
        }))
                .containsExactly("geometry");
    }

    @Test
    void aPrunerThatReadsTheGeometryWithoutSayingSoIsFound() {
        assertThat(rules(new ByPlace(GeometryUse.NONE))).containsExactly("geometry");
        assertThat(rules(new ByPlace(GeometryUse.OPTIONAL))).isEmpty();
    }

    @Test
    void weightsThatCanHavePlacesHaveThem() {
        List<PlacedWeight> seen = new ArrayList<>();
        PrunerContract.check(new FirstEntries() {
            @Override
            public BoundPruner bind(List<PlacedWeight> weights) {
                seen.addAll(weights);
                return super.bind(weights);
            }
        }, 1);

        assertThat(seen.subList(0, 4)).extracting(weight -> weight.shape().name()).containsExactly(
                "sample.recurrent_l0", "sample.recurrent_l1", "sample.read_out_l0", "sample.read_out_l1");
        assertThat(seen.subList(0, 4)).allMatch(weight -> weight.columnGeometry().isPresent());
    }

    private static List<String> rules(Pruner pruner) {
        return PrunerContract.check(pruner, 1).stream().map(Violation::rule).distinct().toList();
    }

    /** Entries go together in so many, of which it declares two. */
    private static final class InPairs extends FirstEntries {

        private final int together;

        InPairs(int together) {
            this.together = together;
        }

        @Override
        public BoundPruner bind(List<PlacedWeight> weights) {
            BoundPruner single = super.bind(weights);
            return new BoundPruner() {
                @Override
                public List<Mask> masks(PruningRound round) {
                    return single.masks(round);
                }

                @Override
                public int granularity() {
                    return 2;
                }
            };
        }

        @Override
        long removed(PruningRound round, PrunableWeight weight) {
            return super.removed(round, weight) / together * together;
        }
    }

    /** Begins with the last entries where units have places. */
    private static final class ByPlace extends FirstEntries {

        private final GeometryUse use;

        ByPlace(GeometryUse use) {
            this.use = use;
        }

        @Override
        public GeometryUse geometryUse() {
            return use;
        }

        @Override
        boolean fromTheEnd(PruningRound round) {
            return round.weights().stream().anyMatch(weight -> weight.weight().columnGeometry().isPresent());
        }
    }

    /** The same, which says that it regrows. */
    private static class Regrowing extends FirstEntries {

        @Override
        public Regrowth regrowth() {
            return Regrowth.ZERO;
        }

        @Override
        long gone(PruningRound round, PrunableWeight weight) {
            return removed(round, weight);
        }
    }
}
