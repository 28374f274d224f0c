package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrunerContractTest implements PrunerContractTests {

    @Override
    public Map<String, Pruner> pruners() {
        return Map.of("the first entries of each matrix", new FirstEntries());
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
                return new Once(1);
            }
        }))
                .containsExactly("schedule");
    }

    @Test
    void aMaskTooFewIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public List<Mask> prune(PruningRound round) {
                return super.prune(round).stream().skip(1).toList();
            }
        }))
                .containsExactly("masks");
    }

    @Test
    void masksInAnotherOrderAreFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            public List<Mask> prune(PruningRound round) {
                return super.prune(round).reversed();
            }
        }))
                .containsExactly("masks");
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
    void entriesThatComeBackAreFoundUnlessThePrunerRegrows() {
        Pruner regrowing = new FirstEntries() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return round.sparsity() > 0.5;
            }
        };

        assertThat(rules(regrowing)).containsExactly("growth");
        assertThat(PrunerContract.checkRegrowing(regrowing, 1)).isEmpty();
    }

    @Test
    void aPrunerWithRandomnessOfItsOwnIsFound() {
        int[] calls = {0};
        assertThat(rules(new FirstEntries() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return calls[0]++ % 2 == 1;
            }
        }))
                .contains("determinism");
    }

    @Test
    void aPrunerThatTreatsSparseWeightsDifferentlyIsFound() {
        assertThat(rules(new FirstEntries() {
            @Override
            boolean fromTheEnd(PruningRound round) {
                return !round.weights().isEmpty() && !round.weights().getFirst().entries().dense();
            }
        }))
                .contains("storage");
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
    void aPrunerThatThrowsIsFound() {
        assertThat(PrunerContract.check(new FirstEntries() {
            @Override
            long removed(PruningRound round, PrunableWeight weight) {
                throw new IllegalStateException("not yet written");
            }
        }, 1)).extracting(Violation::toString)
                .containsExactly("rounds: threw java.lang.IllegalStateException: not yet written");
    }

    private static List<String> rules(Pruner pruner) {
        return PrunerContract.check(pruner, 1).stream().map(Violation::rule).distinct().toList();
    }

    private record Once(double target) implements SparsitySchedule {

        @Override
        public double sparsity(int epoch) {
            return target;
        }
    }

    /** Removes the first entries of each matrix by itself, whatever they are. */
    private static class FirstEntries implements Pruner {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT, WeightRole.READ_OUT);
        }

        @Override
        public SparsitySchedule schedule() {
            return new Once(0.9);
        }

        long removed(PruningRound round, PrunableWeight weight) {
            return Math.round(round.sparsity() * weight.mask().entries());
        }

        boolean fromTheEnd(PruningRound round) {
            return false;
        }

        void warnOfVanished(PruningRound round, String name) {
            round.warn(name + " vanishes");
        }

        @Override
        public List<Mask> prune(PruningRound round) {
            boolean fromTheEnd = fromTheEnd(round);
            return round.weights().stream().map(weight -> prune(round, weight, fromTheEnd)).toList();
        }

        private Mask prune(PruningRound round, PrunableWeight weight, boolean fromTheEnd) {
            Mask before = weight.mask();
            long gone = Math.max(removed(round, weight), before.entries() - before.count());
            Mask.Builder after = Mask.builder(before.rows(), before.columns());
            for (int entry = 0; entry < before.entries(); entry++) {
                boolean removed = fromTheEnd ? entry >= before.entries() - gone : entry < gone;
                if (!removed) {
                    after.keep(entry / before.columns(), entry % before.columns());
                }
            }
            if (gone == before.entries()) {
                warnOfVanished(round, weight.shape().name());
            }
            return after.build();
        }
    }
}
