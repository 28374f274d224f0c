package io.moduli.plugins.pruning.group;

import static io.moduli.plugins.pruning.Weights.bits;
import static io.moduli.plugins.pruning.Weights.recurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RowPatternTest {

    private static final TrialWeight EIGHT = recurrent("eight", 9, -8, 7, 6, 1, 2, -4, 3);

    private static final TrialWeight IDENTITY = TrialWeight.dense(
            new WeightShape("identity", WeightRole.RECURRENT, 0, 1, 4, 4), Mask.full(4, 4),
            1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

    @Test
    void atTheShareOfThePatternEveryBlockHasIt() {
        assertThat(pruned(2, 4, 0.5, EIGHT)).isEqualTo("1100" + "0011");
        assertThat(pruned(1, 4, 0.75, EIGHT)).isEqualTo("1000" + "0010");
        assertThat(pruned(3, 4, 0.25, EIGHT)).isEqualTo("1110" + "0111");
        assertThat(pruned(1, 2, 0.5, EIGHT)).isEqualTo("10" + "10" + "01" + "10");
    }

    @Test
    void beforeThoseBeyondThePatternGoLowestFirst() {
        assertThat(pruned(2, 4, 0.125, EIGHT)).isEqualTo("1111" + "0111");
        assertThat(pruned(2, 4, 0.25, EIGHT)).isEqualTo("1111" + "0011");
        assertThat(pruned(2, 4, 0.375, EIGHT)).isEqualTo("1110" + "0011");
    }

    @Test
    void beyondItTheRestGoesByMagnitude() {
        assertThat(pruned(2, 4, 0.75, EIGHT)).isEqualTo("1100" + "0000");
    }

    @Test
    void ofEqualsInABlockTheFirstGo() {
        assertThat(pruned(2, 4, 0.5, recurrent("equal", 1, -1, 1, -1))).isEqualTo("0011");
    }

    @Test
    void entriesOfValue0DoNotBreakThePattern() {
        assertThat(pruned(2, 4, 0.5, recurrent("half", 9, 8, 7, 6, 0, 0, -0f, 0))).isEqualTo("1100" + "0011");
        assertThat(pruned(2, 4, 0.5, IDENTITY)).isEqualTo("1001" + "0101" + "0011" + "0011");
    }

    @Test
    void selfConnectionsThatAreDroppedGoBeforeEntriesOfValue0() {
        assertThat(dropped(0.25)).isEqualTo("0111" + "1011" + "1101" + "1110");
        assertThat(dropped(0.5)).isEqualTo("0011" + "0011" + "0101" + "0110");
    }

    private static String dropped(double sparsity) {
        return bits(new TrialRound(sparsity, 1, List.of(IDENTITY))
                .masks(Pruners.pattern(PruningScope.LAYER, 2, 4, SelfConnections.DROP)).getFirst());
    }

    @Test
    void whatIsGoneAlreadyCounts() {
        WeightShape shape = Weights.shape("half", WeightRole.RECURRENT, 8);
        TrialWeight weight = TrialWeight.sparse(shape, Weights.mask("10011111"), 1, 9, 9, 2, 3, 4, 5, 6);

        assertThat(pruned(2, 4, 0.5, weight)).isEqualTo("1001" + "0011");
    }

    @Test
    void aSelfConnectionThatIsKeptIsOneOfThoseThatStay() {
        WeightShape shape = new WeightShape("square", WeightRole.RECURRENT, 0, 1, 2, 2);
        TrialWeight weight = TrialWeight.dense(shape, Mask.full(2, 2), 1, 9, 9, 1);

        assertThat(pruned(1, 2, 0.5, weight)).isEqualTo("01" + "10");
        assertThat(bits(new TrialRound(0.5, 1, List.of(weight))
                .masks(Pruners.pattern(PruningScope.LAYER, 1, 2, SelfConnections.KEEP)).getFirst()))
                .isEqualTo("10" + "01");
    }

    @Test
    void moreThanThereAreCannotBeKept() {
        assertRefused("n", "n = 5 is more than m = 4: at most n of m entries survive", () -> new NOfM(5, 4));
    }

    @Test
    void aTargetThatLeavesMoreThanThePatternIsAnError() {
        assertRefused("n-of-m",
                "2 of 4 entries are kept at most, so a share of 0.5 goes at least, but the schedule's target is 0.3: raise it, or keep more",
                () -> Pruners.patternSettings(
                        PruningScope.GLOBAL, 2, 4, LayerShares.UNIFORM, SelfConnections.BY_COST, 1, 0.3));
    }

    @Test
    void oneRuleForTheSameEntriesIsEnough() {
        assertRefused("n-of-m", "group = 4 and n-of-m are two rules for the same entries: leave one of them out",
                () -> Pruners.patternSettings(
                        PruningScope.LAYER, 2, 4, LayerShares.UNIFORM, SelfConnections.BY_COST, 4, 0.5));
        assertRefused("n-of-m", "n-of-m takes the same share of every matrix at least: choose shares = uniform",
                () -> Pruners.patternSettings(
                        PruningScope.LAYER, 2, 4, LayerShares.ERDOS_RENYI, SelfConnections.BY_COST, 1, 0.5));
    }

    @Test
    void thePatternMustDivideTheColumns() {
        PlacedWeight weight = PlacedWeight.nowhere(
                new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 6, 6));

        assertRefused("n-of-m",
                "m = 4 does not divide the 6 columns of rnn.weight_hh_l0: choose an m that does, or leave the role of that weight out of on",
                () -> Pruners.pattern(PruningScope.LAYER, 2, 4, SelfConnections.BY_COST).bind(List.of(weight)));
    }

    private static void assertRefused(String setting, String message, ThrowingCallable call) {
        SettingException thrown = catchThrowableOfType(SettingException.class, call);

        assertThat(thrown.setting()).isEqualTo(setting);
        assertThat(thrown).hasMessage(message);
    }

    private static String pruned(int n, int m, double sparsity, TrialWeight weight) {
        return bits(new TrialRound(sparsity, 1, List.of(weight))
                .masks(Pruners.pattern(PruningScope.GLOBAL, n, m, SelfConnections.BY_COST)).getFirst());
    }
}
