package io.moduli.plugins.pruning.group;

import static io.moduli.plugins.pruning.Weights.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.ComponentContext;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.UnseenWeight;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.removal.Atom;
import io.moduli.plugins.pruning.removal.MagnitudeSettings;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UnitGroupsTest {

    /** Two gates of four units with two columns. */
    private static final WeightShape GATES = new WeightShape("gates", WeightRole.RECURRENT, 0, 2, 4, 2);

    private static final float[] VALUES = {
        9, 1, //
        0, 1, //
        4, 5, //
        4, -5, //
        1, 8, //
        2, 0, //
        3, 0, //
        0, 0};

    @Test
    void theConnectionsOfNeighboursFromOneColumnGoTogetherByTheirNorm() {
        TrialRound round = new TrialRound(0.5, 1, List.of(dense(GATES, VALUES)));

        // Squares of the groups: 81, 2, 32, 50 in the first gate, 5, 64, 9, 0 in the second.
        assertThat(bits(round.masks(along(2)).getFirst())).isEqualTo("10101111" + "01010000");
    }

    @Test
    void aGroupIsInOneGate() {
        TrialRound round = new TrialRound(0.5, 1, List.of(dense(GATES, VALUES)));

        // Groups of four units are whole gates: 113, 52, 14, 64.
        assertThat(bits(round.masks(along(4)).getFirst())).isEqualTo("10101010" + "01010101");
    }

    @Test
    void aRoundGoesNoFurtherThanToTheLastWholeGroupBelowItsShare() {
        WeightShape shape = new WeightShape("six", WeightRole.RECURRENT, 0, 1, 6, 1);
        TrialWeight weight = dense(shape, 1, 1, 3, 3, 5, 5);

        assertThat(bits(new TrialRound(0.3, 1, List.of(weight)).masks(along(2)).getFirst())).isEqualTo("001111");
        assertThat(bits(new TrialRound(0.5, 1, List.of(weight)).masks(along(2)).getFirst())).isEqualTo("001111");
        assertThat(bits(new TrialRound(2.0 / 3, 1, List.of(weight)).masks(along(2)).getFirst())).isEqualTo("000011");
        assertThat(bits(new TrialRound(0.3, 1, List.of(weight)).masks(along(3)).getFirst())).isEqualTo("111111");
    }

    @Test
    void groupsThatAreTornAlreadyRankByWhatIsLeftOfThemAndGoAsAWhole() {
        WeightShape shape = new WeightShape("torn", WeightRole.RECURRENT, 0, 1, 4, 1);
        Mask torn = Mask.builder(4, 1).keep(0, 0).keep(2, 0).keep(3, 0).build();

        assertThat(bits(new TrialRound(0.5, 1, List.of(TrialWeight.dense(shape, torn, 2, 9, 1, 2.5f)))
                .masks(along(2)).getFirst())).isEqualTo("1011");
        assertThat(bits(new TrialRound(0.5, 1, List.of(TrialWeight.dense(shape, torn, 1, 9, 1, 2.5f)))
                .masks(along(2)).getFirst())).isEqualTo("0011");
    }

    @Test
    void rowsThatAreNoUnitsGoEntryByEntryAndCompareWithTheMeanSquareOfGroups() {
        TrialWeight recurrent = dense(new WeightShape("recurrent", WeightRole.RECURRENT, 0, 1, 4, 1), 1, 7, 3, 3);
        TrialWeight readOut = dense(new WeightShape("read-out", WeightRole.READ_OUT, 0, 1, 4, 1), 2, 6, 4, 9);
        TrialRound round = new TrialRound(0.5, 1, List.of(recurrent, readOut));

        // Root mean squares: 5 and 3 of the groups. So 2, then 3 and 3, then 4.
        assertThat(round.masks(along(2)).stream().map(Weights::bits)).containsExactly("1100", "0101");
    }

    @Test
    void shuffledGroupsAreTheSameUnitsInAllWeightsOfALayerAndOtherUnitsWithAnotherSeed() {
        WeightShape recurrent = new WeightShape("recurrent", WeightRole.RECURRENT, 0, 1, 16, 1);
        WeightShape input = new WeightShape("input", WeightRole.INPUT, 0, 2, 16, 1);
        Pruner pruner = Pruners.groups(PruningScope.LAYER, 4, GroupOrder.SHUFFLED, SelfConnections.BY_COST,
                ComponentContext.standalone(5));
        Pruner other = Pruners.groups(PruningScope.LAYER, 4, GroupOrder.SHUFFLED, SelfConnections.BY_COST,
                ComponentContext.standalone(6));

        List<List<Integer>> groups = groups(pruner, recurrent);
        assertThat(groups).hasSize(4).allSatisfy(group -> assertThat(group).hasSize(4));
        assertThat(groups.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(16);
        assertThat(groups).doesNotContain(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
        assertThat(groups(pruner, input)).containsExactlyInAnyOrderElementsOf(groups);
        assertThat(groups(other, recurrent)).doesNotContainAnyElementsOf(groups);
    }

    @Test
    void aGroupWithASelfConnectionIsKeptOrDroppedAsAWhole() {
        WeightShape square = new WeightShape("square", WeightRole.RECURRENT, 0, 1, 4, 4);
        float[] values = {
            1, 2, 3, 4, //
            1, 2, 3, 4, //
            5, 6, 7, 8, //
            5, 6, 7, 8};
        TrialRound round = new TrialRound(0.5, 1, List.of(dense(square, values)));

        assertThat(bits(round.masks(Pruners.groups(PruningScope.LAYER, 2, GroupOrder.GEOMETRY, SelfConnections.KEEP))
                .getFirst())).isEqualTo("1100" + "1100" + "0011" + "0011");
        assertThat(bits(round.masks(Pruners.groups(PruningScope.LAYER, 2, GroupOrder.GEOMETRY, SelfConnections.DROP))
                .getFirst())).isEqualTo("0011" + "0011" + "1100" + "1100");
    }

    @Test
    void groupsAreWholeInAWeightOfMoreThan31BitsOfEntries() {
        WeightShape shape = new WeightShape("large", WeightRole.INPUT, 0, 1, 65_536, 32_769);
        Mask first = group(shape, 0, 5);
        Mask last = group(shape, 64_512, 32_768);
        Mask.Builder both = Mask.builder(shape.rows(), shape.columns());
        for (int row = 0; row < 1024; row++) {
            both.keep(row, 5).keep(64_512 + row, 32_768);
        }
        // Of 2048 entries in two groups 548 are to be left, so one group stays.
        TrialRound round = new TrialRound(
                1 - 548.0 / shape.entries(), 1, List.of(new UnseenWeight(shape, both.build())));

        assertThat(round.masks(Pruners.randomGroups(PruningScope.LAYER, 1024)).getFirst()).isIn(first, last);
    }

    private static Mask group(WeightShape shape, int firstRow, int column) {
        Mask.Builder mask = Mask.builder(shape.rows(), shape.columns());
        for (int row = firstRow; row < firstRow + 1024; row++) {
            mask.keep(row, column);
        }
        return mask.build();
    }

    @Test
    void groupsOfTheSameColumnThatFollowEachOtherAreNotOne() {
        WeightShape shape = new WeightShape("column", WeightRole.RECURRENT, 0, 1, 4, 1);

        // Equal keys, of which half of the first group would go.
        assertThat(bits(new TrialRound(0.25, 1, List.of(dense(shape, 1, 1, 1, 1))).masks(along(2)).getFirst()))
                .isEqualTo("1111");
        assertThat(bits(new TrialRound(0.75, 1, List.of(dense(shape, 1, 1, 1, 1))).masks(along(2)).getFirst()))
                .isEqualTo("0011");
    }

    @Test
    void groupsMustDivideTheUnits() {
        PlacedWeight weight = PlacedWeight.nowhere(
                new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 3, 130, 130));
        SettingException thrown = catchThrowableOfType(SettingException.class, () -> along(4).bind(List.of(weight)));

        assertThat(thrown.setting()).isEqualTo("group");
        assertThat(thrown).hasMessage(
                "group = 4 does not divide the 130 units of rnn.weight_hh_l0: take 128 or 132 units, or a group that divides them");
        assertThat(catchThrowableOfType(SettingException.class, () -> along(200).bind(List.of(weight)))).hasMessage(
                "group = 200 does not divide the 130 units of rnn.weight_hh_l0: take 200 units, or a group that divides them");
    }

    @Test
    void groupsOnWeightsWithoutUnitsAlongTheirRowsAreRefused() {
        SettingException thrown = catchThrowableOfType(SettingException.class, () -> new MagnitudeSettings(
                List.of(WeightRole.READ_OUT, WeightRole.EMBEDDING), Atom.ENTRIES, PruningScope.LAYER,
                LayerShares.UNIFORM,
                SelfConnections.BY_COST, 4, GroupOrder.GEOMETRY, Optional.empty(), 0, Rounds.everyEpoch(),
                new LinearSchedule(0.9, 20)));

        assertThat(thrown.setting()).isEqualTo("group");
        assertThat(thrown).hasMessage(
                "group = 4 groups nothing, since no rows of the weights that on names are units of a layer: add input, recurrent or initial-state, or leave group out");
    }

    @Test
    void onlyGroupsAlongTheGeometryReadIt() {
        assertThat(along(4).geometryUse()).isEqualTo(GeometryUse.OPTIONAL);
        assertThat(along(1).geometryUse()).isEqualTo(GeometryUse.NONE);
        assertThat(Pruners.groups(PruningScope.LAYER, 4, GroupOrder.SHUFFLED, SelfConnections.BY_COST).geometryUse())
                .isEqualTo(GeometryUse.NONE);
    }

    private static Pruner along(int group) {
        return Pruners.groups(PruningScope.GLOBAL, group, GroupOrder.GEOMETRY, SelfConnections.BY_COST);
    }

    private static TrialWeight dense(WeightShape shape, float... values) {
        return TrialWeight.dense(shape, Mask.full(shape.rows(), shape.columns()), values);
    }

    /** The units that go together in the first gate: a quarter of the weight goes in each of four rounds. */
    private static List<List<Integer>> groups(Pruner pruner, WeightShape shape) {
        float[] values = new float[shape.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = row < shape.units() ? 1 + row * row : 1000;
        }
        List<List<Integer>> groups = new ArrayList<>();
        Mask mask = Mask.full(shape.rows(), 1);
        for (int round = 1; round <= 4; round++) {
            Mask after = new TrialRound(4.0 * round / shape.rows(), 1, List.of(TrialWeight.dense(shape, mask, values)))
                    .masks(pruner).getFirst();
            TreeSet<Integer> gone = new TreeSet<>();
            for (int unit = 0; unit < shape.units(); unit++) {
                if (mask.keeps(unit, 0) && !after.keeps(unit, 0)) {
                    gone.add(unit);
                }
            }
            groups.add(List.copyOf(gone));
            mask = after;
        }
        return groups;
    }
}
