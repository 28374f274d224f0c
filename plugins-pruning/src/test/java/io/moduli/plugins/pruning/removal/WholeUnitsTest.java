package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.ComponentContext;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Intrinsic sparse structures of Wen et al. (2018), by numbers. */
public class WholeUnitsTest {

    private static final List<WeightRole> ALL = List.of(WeightRole.values());

    /** Three units, whose norms are 2, √(1 + 0.02 + 25) and 2; without the read-out √3, √1.02 and √3. */
    private static final TrialWeight INPUT = weight("input", WeightRole.INPUT, 0, 1, 3, 1, 1, 0.1f, 0.1f, 1, 1);
    private static final TrialWeight RECURRENT = weight(
            "recurrent", WeightRole.RECURRENT, 0, 1, 3, 1, 0, 0, 0, -1, 0, 0, 0, 1);
    private static final TrialWeight READ_OUT = weight("read-out", WeightRole.READ_OUT, 0, 1, 1, 1, 5, 1);

    @Test
    void allThatLeadsToAUnitOrAwayFromItGoesTogetherTheSmallestNormFirst() {
        // Of equals the first; it has 2 + 5 + 1 of the 18 entries.
        assertThat(pruned(8.0 / 18, PruningScope.GLOBAL, ALL, INPUT, RECURRENT, READ_OUT))
                .containsExactly("001111", "000011011", "011");
        assertThat(pruned(13.0 / 18, PruningScope.GLOBAL, ALL, INPUT, RECURRENT, READ_OUT))
                .as("the next one has 2 + 3 + 1 of what is left").containsExactly("001111", "000011011", "011");
        assertThat(pruned(14.0 / 18, PruningScope.GLOBAL, ALL, INPUT, RECURRENT, READ_OUT))
                .containsExactly("001100", "000010000", "010");
    }

    @Test
    void onlyWeightsThatThePrunerIsOnCount() {
        assertThat(pruned(7.0 / 15, PruningScope.GLOBAL, List.of(WeightRole.INPUT, WeightRole.RECURRENT), INPUT,
                RECURRENT)).containsExactly("110011", "101000101");
    }

    @Test
    void noUnitGoesByHalf() {
        assertThat(pruned(7.4 / 18, PruningScope.GLOBAL, ALL, INPUT, RECURRENT, READ_OUT))
                .containsExactly("111111", "111111111", "111");
        assertThat(pruner(PruningScope.GLOBAL, ALL).bind(List.of(INPUT.weight(), RECURRENT.weight())).granularity())
                .isEqualTo(8);
    }

    @Test
    void theGatesOfAUnitGoTogether() {
        // Of two gates: unit 0 is small in the first one, but has more in all.
        TrialWeight gated = weight("gated", WeightRole.RECURRENT, 0, 2, 2, 0.1f, 0, 0, 1, 3, 0, 0, 1);

        assertThat(pruned(6.0 / 8, PruningScope.GLOBAL, ALL, gated)).containsExactly("10001000");
    }

    @Test
    void theNextLayerLosesWhatItReadsOfAUnit() {
        TrialWeight first = weight("first", WeightRole.RECURRENT, 0, 1, 2, 1, 0, 0, 2);
        TrialWeight between = weight("between", WeightRole.INPUT, 1, 1, 2, 1, 1, 1, 1);
        TrialWeight second = weight("second", WeightRole.RECURRENT, 1, 1, 2, 9, 0, 0, 8);

        assertThat(pruned(5.0 / 12, PruningScope.GLOBAL, ALL, first, between, second))
                .containsExactly("0001", "0101", "1111");
        // By layer the smallest of each goes, and of equal ranks that of the first layer first.
        assertThat(pruned(9.0 / 12, PruningScope.LAYER, ALL, first, between, second))
                .containsExactly("0001", "0100", "1000");
    }

    @Test
    void oneUnitOfEachLayerStaysAndTheUserIsTold() {
        TrialRound round = new TrialRound(0.99, 1, List.of(INPUT, RECURRENT, READ_OUT));
        List<Mask> masks = round.masks(pruner(PruningScope.GLOBAL, ALL));

        assertThat(masks.stream().map(Weights::bits)).containsExactly("001100", "000010000", "010");
        assertThat(round.warnings()).containsExactly(
                "a sparsity of 0.99 is out of reach: with one unit left in each layer, 4 of 18 entries remain");
    }

    @Test
    void unitsHaveNoOtherRulesBeside() {
        assertThat(refused(settings(PruningScope.UNIT, 1, SelfConnections.BY_COST, 0, ALL))).isEqualTo("scope");
        assertThat(refused(settings(PruningScope.RECURRENT, 1, SelfConnections.BY_COST, 0, ALL))).isEqualTo("scope");
        assertThat(refused(settings(PruningScope.LAYER, 4, SelfConnections.BY_COST, 0, ALL))).isEqualTo("group");
        assertThat(refused(settings(PruningScope.LAYER, 1, SelfConnections.KEEP, 0, ALL))).isEqualTo("self");
        assertThat(refused(settings(PruningScope.LAYER, 1, SelfConnections.BY_COST, 0.1, ALL)))
                .isEqualTo("minimum-kept");
        assertThat(refused(settings(
                PruningScope.LAYER, 1, SelfConnections.BY_COST, 0, List.of(WeightRole.INPUT)))).isEqualTo("on");
    }

    private static String refused(Runnable settings) {
        return catchThrowableOfType(SettingException.class, settings::run).setting();
    }

    private static Runnable settings(
            PruningScope scope, int group, SelfConnections self, double minimumKept, List<WeightRole> on) {
        return () -> new MagnitudeSettings(
                on, Atom.UNITS, scope, LayerShares.UNIFORM, self, group, GroupOrder.GEOMETRY, Optional.empty(),
                minimumKept, Rounds.everyEpoch(), new ConstantSchedule(0.5));
    }

    public static Pruner pruner(PruningScope scope, List<WeightRole> on) {
        return RankedPruner.byMagnitude(new MagnitudeSettings(
                on, Atom.UNITS, scope, LayerShares.UNIFORM, SelfConnections.BY_COST, 1, GroupOrder.GEOMETRY,
                Optional.empty(), 0, Rounds.everyEpoch(), new LinearSchedule(0.5, 1)), ComponentContext.standalone(1));
    }

    private static List<String> pruned(
            double share, PruningScope scope, List<WeightRole> on, TrialWeight... weights) {
        return new TrialRound(share, 1, Arrays.asList(weights)).masks(pruner(scope, on)).stream()
                .map(Weights::bits).toList();
    }

    private static TrialWeight weight(String name, WeightRole role, int layer, int gates, int units, float... values) {
        int columns = values.length / gates / units;
        return TrialWeight.dense(
                new WeightShape(name, role, layer, gates, units, columns), Mask.full(gates * units, columns), values);
    }
}
