package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.UnseenWeight;
import io.moduli.plugins.pruning.group.NOfM;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrangementTest {

    private static final Arrangement RECIPROCAL = new Arrangement.Reciprocal();

    @Test
    void reciprocalConnectionsLeadInBothDirectionsGateByGate() {
        Mask mask = prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.DROP, 0.75, 1, recurrent(2, 10));

        assertThat(mask.count()).isEqualTo(50);
        assertThat(oneWay(mask, 2, 10)).isZero();
        assertThat(kept(mask, 0, 10)).isNotEqualTo(kept(mask, 10, 20));
    }

    @Test
    void ofAnOddNumberOfConnectionsOnePairIsSplit() {
        // Of 100 entries, 10 to oneself and 13 others are left.
        Mask mask = prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.KEEP, 0.77, 1, recurrent(1, 10));

        assertThat(mask.count()).isEqualTo(23);
        assertThat(oneWay(mask, 1, 10)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void thePairThatARoundSplitsGoesFirstInTheNext(SelfConnections self) {
        WeightShape shape = recurrent(2, 10);
        Pruner pruner = Pruners.arranged(RECIPROCAL, PruningScope.LAYER, self);
        for (long seed = 1; seed <= 20; seed++) {
            Mask mask = Mask.full(20, 10);
            // An odd number of entries goes in each round.
            for (int left = 185; left > 20; left -= 13) {
                TrialWeight weight = TrialWeight.dense(shape, mask, new float[200]);
                mask = new TrialRound(1 - left / 200.0, seed + left, List.of(weight)).masks(pruner).getFirst();

                assertThat(mask.count()).isEqualTo(left);
                assertThat(oneWay(mask, 2, 10)).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void connectionsOfALayerOfMoreThan32BitsOfEntriesHaveTheKeyOfTheirPair() {
        WeightShape shape = recurrent(4, 40_000);
        Ranking ranking = RECIPROCAL.rankings(0.9).of(
                new TrialRound(0.9, 1, List.of(new UnseenWeight(shape, Mask.full(160_000, 40_000)))));

        assertThat(ranking.key(0, shape, 120_007, 30_000, 0)).isEqualTo(ranking.key(0, shape, 150_000, 7, 0))
                .isNotEqualTo(ranking.key(0, shape, 7, 30_000, 0));
    }

    @Test
    void reciprocalConnectionsAreDrawnFromTheSeed() {
        Mask mask = prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.DROP, 0.75, 1, recurrent(1, 10));

        assertThat(prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.DROP, 0.75, 1, recurrent(1, 10)))
                .isEqualTo(mask);
        assertThat(prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.DROP, 0.75, 2, recurrent(1, 10)))
                .isNotEqualTo(mask);
    }

    @Test
    void blocksThatTheShareHasRoomForAreDense() {
        Mask mask = prune(blocks(3), PruningScope.UNIT, SelfConnections.BY_COST, 2.0 / 3, 1,
                recurrent(2, 6));

        List<List<Integer>> blocks = List.of(
                List.of(0, 1), List.of(0, 1), List.of(2, 3), List.of(2, 3), List.of(4, 5), List.of(4, 5));
        assertThat(kept(mask, 0, 6)).isEqualTo(blocks);
        assertThat(kept(mask, 6, 12)).isEqualTo(blocks);
    }

    @Test
    void sizesOfBlocksDifferByOneUnit() {
        // 3² + 2² + 2² = 17 of 49 entries are within the blocks.
        Mask mask = prune(blocks(3), PruningScope.LAYER, SelfConnections.BY_COST, 32.0 / 49, 1,
                recurrent(1, 7));

        assertThat(kept(mask, 0, 7)).containsExactly(
                List.of(0, 1, 2), List.of(0, 1, 2), List.of(0, 1, 2), List.of(3, 4), List.of(3, 4), List.of(5, 6),
                List.of(5, 6));
    }

    @Test
    void withMoreRoomUnitsAreConnectedToOtherBlocksToo() {
        Mask mask = prune(blocks(3), PruningScope.UNIT, SelfConnections.BY_COST, 0.5, 1,
                recurrent(1, 6));

        for (int row = 0; row < 6; row++) {
            assertThat(kept(mask, row)).hasSize(3).contains(row / 2 * 2, row / 2 * 2 + 1);
        }
    }

    @Test
    void withLessRoomBlocksAreSparse() {
        Mask mask = prune(blocks(2), PruningScope.UNIT, SelfConnections.KEEP, 0.8, 1,
                recurrent(1, 10));

        for (int row = 0; row < 10; row++) {
            int first = row / 5 * 5;
            assertThat(kept(mask, row)).hasSize(2).contains(row).allMatch(column -> column / 5 * 5 == first);
        }
    }

    @Test
    void ifNoneIsGivenBlocksAreAsLargeAsTheConnectionsOfAUnit() {
        // The schedule keeps a quarter, so there are four blocks.
        Mask mask = prune(new Arrangement.Blocks(Optional.empty()), PruningScope.UNIT, SelfConnections.BY_COST, 0.75, 1,
                recurrent(1, 8));

        assertThat(kept(mask, 0, 8)).containsExactly(List.of(0, 1), List.of(0, 1), List.of(2, 3), List.of(2, 3),
                List.of(4, 5), List.of(4, 5), List.of(6, 7), List.of(6, 7));
    }

    @Test
    void otherWeightsAreDrawnAsWithoutAnArrangement() {
        WeightShape input = new WeightShape("input", WeightRole.INPUT, 0, 1, 10, 10);

        assertThat(prune(RECIPROCAL, PruningScope.LAYER, SelfConnections.BY_COST, 0.5, 1, input))
                .isEqualTo(prune(new Arrangement.Anywhere(), PruningScope.LAYER, SelfConnections.BY_COST, 0.5, 1,
                        input));
    }

    @Test
    void moreBlocksThanUnitsAreAnErrorBeforeTraining() {
        Pruner pruner = Pruners.arranged(blocks(11), PruningScope.UNIT, SelfConnections.KEEP);
        SettingException thrown = catchThrowableOfType(SettingException.class,
                () -> pruner.bind(List.of(weight(recurrent(1, 10)).weight())));

        assertThat(thrown.setting()).isEqualTo("arrangement");
        assertThat(thrown).hasMessage("11 blocks are more than the 10 units of recurrent: lower count");
    }

    @Test
    void anArrangementNeedsConnectionsBetweenUnits() {
        assertThat(refused(RECIPROCAL, List.of(WeightRole.INPUT), PruningScope.LAYER, 1, Optional.empty()))
                .hasMessage(
                        "an arrangement is one of connections between units, but on = [input] has none: add recurrent, or leave arrangement out")
                .extracting(SettingException::setting).isEqualTo("arrangement");
    }

    @Test
    void anArrangementIsNoSecondRuleBesideGroupsAndPatterns() {
        assertThat(refused(RECIPROCAL, List.of(WeightRole.RECURRENT), PruningScope.LAYER, 2, Optional.empty()))
                .hasMessage("arrangement and group = 2 are two rules for the same entries: leave one of them out");
        assertThat(refused(blocks(2), List.of(WeightRole.RECURRENT), PruningScope.LAYER, 1,
                Optional.of(new NOfM(1, 4))))
                .hasMessage(
                        "arrangement and n-of-m are two rules for the same entries: leave one of them out");
    }

    @Test
    void anArrangementIsOneOfASingleMatrix() {
        assertThat(refused(RECIPROCAL, List.of(WeightRole.RECURRENT), PruningScope.UNIT, 1, Optional.empty()))
                .hasMessage(
                        "scope = unit cannot arrange connections between units in this way: choose scope = layer")
                .extracting(SettingException::setting).isEqualTo("scope");
        assertThat(refused(blocks(2), List.of(WeightRole.RECURRENT), PruningScope.GLOBAL, 1,
                Optional.empty())).hasMessage(
                        "scope = global cannot arrange connections between units in this way: choose scope = layer or unit");
    }

    private static Arrangement blocks(int count) {
        return new Arrangement.Blocks(Optional.of(count));
    }

    private static SettingException refused(Arrangement arrangement, List<WeightRole> on, PruningScope scope,
            int group, Optional<NOfM> pattern) {
        return catchThrowableOfType(SettingException.class,
                () -> Pruners.arrangedSettings(arrangement, on, scope, SelfConnections.KEEP, group, pattern));
    }

    private static Mask prune(Arrangement arrangement, PruningScope scope, SelfConnections self, double sparsity,
            long seed, WeightShape shape) {
        return new TrialRound(sparsity, seed, List.of(weight(shape))).masks(Pruners.arranged(arrangement, scope, self))
                .getFirst();
    }

    private static WeightShape recurrent(int gates, int units) {
        return new WeightShape("recurrent", WeightRole.RECURRENT, 0, gates, units, units);
    }

    private static TrialWeight weight(WeightShape shape) {
        return TrialWeight.dense(shape, Mask.full(shape.rows(), shape.columns()),
                new float[Math.toIntExact(shape.entries())]);
    }

    /** How many connections lead in one direction alone, in all gates. */
    private static int oneWay(Mask mask, int gates, int units) {
        int count = 0;
        for (int gate = 0; gate < gates; gate++) {
            for (int row = 0; row < units; row++) {
                for (int column = 0; column < row; column++) {
                    count += mask.keeps(gate * units + row, column) == mask.keeps(gate * units + column, row) ? 0 : 1;
                }
            }
        }
        return count;
    }

    private static List<List<Integer>> kept(Mask mask, int firstRow, int endRow) {
        List<List<Integer>> kept = new ArrayList<>();
        for (int row = firstRow; row < endRow; row++) {
            kept.add(kept(mask, row));
        }
        return kept;
    }

    private static List<Integer> kept(Mask mask, int row) {
        List<Integer> columns = new ArrayList<>();
        for (int column = mask.nextKept(row, 0); column < mask.columns(); column = mask.nextKept(row, column + 1)) {
            columns.add(column);
        }
        return columns;
    }
}
