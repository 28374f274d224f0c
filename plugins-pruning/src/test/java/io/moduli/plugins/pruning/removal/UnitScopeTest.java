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
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Top-k per unit. */
class UnitScopeTest {

    private static final WeightShape SHAPE = new WeightShape("input", WeightRole.INPUT, 0, 1, 3, 4);
    private static final TrialWeight WEIGHT = TrialWeight.dense(SHAPE, Mask.full(3, 4),
            1, 2, 3, 4, 0.4f, 0.3f, 0.2f, 0.1f, 50, -60, 70, -80);

    @Test
    void eachUnitKeepsItsLargestEntries() {
        assertThat(pruned(0.5)).isEqualTo("0011" + "1100" + "0011");
        assertThat(pruned(0.75)).isEqualTo("0001" + "1000" + "0001");
    }

    @Test
    void whatCannotBeDividedStaysWithTheFirstUnits() {
        // Five of twelve.
        assertThat(pruned(7.0 / 12)).isEqualTo("0011" + "1100" + "0001");
    }

    @Test
    void unitsThatHaveFewerThanTheirShareAreMadeUpForByTheOthers() {
        Mask.Builder mask = Mask.builder(3, 4).keep(0, 2);
        for (int column = 0; column < 4; column++) {
            mask.keep(1, column).keep(2, column);
        }
        TrialWeight torn = TrialWeight.dense(
                SHAPE, mask.build(), 1, 2, 3, 4, 0.4f, 0.3f, 0.2f, 0.1f, 50, -60, 70, -80);

        assertThat(pruned(torn, 0.5, 0)).isEqualTo("0010" + "1110" + "0011");
        assertThat(pruned(torn, 0.5, 0.5)).isEqualTo("0010" + "1110" + "0011");
    }

    @Test
    void aMatrixThatIsLostIsNamed() {
        TrialRound round = new TrialRound(0.99, 1, List.of(WEIGHT));

        assertThat(round.masks(pruner(0)).getFirst().count()).isZero();
        assertThat(round.warnings()).containsExactly(
                "input loses all of its 12 entries at a sparsity of 0.99; minimum-kept = 0.01 would keep one in a hundred");
    }

    @Test
    void randomConnectionsOfAConstantNumber() {
        Mask mask = new TrialRound(0.5, 1, List.of(WEIGHT)).firstMasks(Pruners.random(
                List.of(WeightRole.INPUT), PruningScope.UNIT, LayerShares.UNIFORM, SelfConnections.BY_COST, 0,
                new ConstantSchedule(0.5))).orElseThrow().getFirst();

        for (int row = 0; row < 3; row++) {
            int kept = row;
            assertThat(IntStream.range(0, 4).filter(column -> mask.keeps(kept, column)).count())
                    .isEqualTo(2);
        }
    }

    @Test
    void groupsOfUnitsCannotBeRankedUnitByUnit() {
        assertThat(catchThrowableOfType(SettingException.class, () -> new MagnitudeSettings(
                List.of(WeightRole.RECURRENT), Atom.ENTRIES, PruningScope.UNIT, LayerShares.UNIFORM,
                SelfConnections.BY_COST, 2,
                GroupOrder.GEOMETRY, Optional.empty(), 0, Rounds.everyEpoch(), new ConstantSchedule(0.5))).setting())
                .isEqualTo("group");
    }

    private static String pruned(double share) {
        return pruned(WEIGHT, share, 0);
    }

    private static String pruned(TrialWeight weight, double share, double minimumKept) {
        return Weights.bits(new TrialRound(share, 1, List.of(weight)).masks(pruner(minimumKept)).getFirst());
    }

    private static Pruner pruner(double minimumKept) {
        return Pruners.magnitude(
                List.of(WeightRole.INPUT), PruningScope.UNIT, LayerShares.UNIFORM, SelfConnections.BY_COST,
                minimumKept, new ConstantSchedule(0.5));
    }
}
