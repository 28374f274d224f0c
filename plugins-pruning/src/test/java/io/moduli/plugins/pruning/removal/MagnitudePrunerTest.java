package io.moduli.plugins.pruning.removal;

import static io.moduli.plugins.pruning.Weights.input;
import static io.moduli.plugins.pruning.Weights.mask;
import static io.moduli.plugins.pruning.Weights.recurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class MagnitudePrunerTest {

    private static final TrialWeight LARGE = recurrent("large", 4, 3, 2, 1);
    private static final TrialWeight SMALL = input("small", 0.5f, 0.6f, 0.7f, 0.8f);

    @Test
    void globalScopeRanksAllMatricesTogetherAndNamesAMatrixThatVanishes() {
        TrialRound round = new TrialRound(0.5, 1, List.of(LARGE, SMALL));

        assertThat(masks(pruner(PruningScope.GLOBAL, 0), round)).containsExactly("1111", "0000");
        assertThat(round.warnings())
                .containsExactly(
                        "small loses all of its 4 entries at a sparsity of 0.5; minimum-kept = 0.01 would keep one in a hundred");
    }

    @Test
    void layerScopeTakesTheShareOfEachMatrix() {
        TrialRound round = new TrialRound(0.5, 1, List.of(LARGE, SMALL));

        assertThat(masks(pruner(PruningScope.LAYER, 0), round)).containsExactly("1100", "0011");
        assertThat(round.warnings()).isEmpty();
    }

    @Test
    void recurrentScopeIsOnRecurrentMatricesAloneAndRanksThemTogether() {
        Pruner pruner = pruner(PruningScope.RECURRENT, 0);
        TrialRound round = new TrialRound(0.5, 1, List.of(LARGE, recurrent("other", 2.5f, 5, 0.1f, 6)));

        assertThat(pruner.on()).containsExactly(WeightRole.RECURRENT);
        assertThat(masks(pruner, round)).containsExactly("1100", "0101");
    }

    @Test
    void whatAGuardedMatrixKeepsIsTakenFromTheOthers() {
        assertThat(masks(pruner(PruningScope.GLOBAL, 0.25), new TrialRound(0.5, 1, List.of(LARGE, SMALL))))
                .containsExactly("1110", "0001");
        assertThat(masks(pruner(PruningScope.GLOBAL, 0.5), new TrialRound(0.5, 1, List.of(LARGE, SMALL))))
                .containsExactly("1100", "0011");
    }

    @Test
    void aShareThatTheGuardPutsOutOfReachIsApproachedWithAWarning() {
        TrialRound round = new TrialRound(0.75, 1, List.of(LARGE, SMALL));

        assertThat(masks(pruner(PruningScope.GLOBAL, 0.5), round)).containsExactly("1100", "0011");
        assertThat(round.warnings())
                .containsExactly(
                        "a sparsity of 0.75 is out of reach: minimum-kept = 0.5 leaves 4 of 8 entries, a sparsity of 0.5000 at most");
    }

    @Test
    void ofEqualMagnitudesTheFirstGo() {
        TrialRound round = new TrialRound(0.5, 1,
                List.of(recurrent("first", 1, -1, 1), recurrent("second", -1, 1, 1)));

        assertThat(masks(pruner(PruningScope.GLOBAL, 0), round)).containsExactly("000", "111");
    }

    @Test
    void halvesAreRoundedToTheEvenNumber() {
        assertThat(masks(pruner(PruningScope.LAYER, 0),
                new TrialRound(0.5, 1, List.of(recurrent("five", 1, 2, 3, 4, 5)))))
                .containsExactly("00111");
        assertThat(masks(pruner(PruningScope.LAYER, 0), new TrialRound(0.5, 1, List.of(recurrent("three", 1, 2, 3)))))
                .containsExactly("001");
    }

    @Test
    void entriesThatAreGoneCountAsRemovedFirst() {
        WeightShape shape = Weights.shape("half", WeightRole.RECURRENT, 6);
        float[] values = {0.1f, 0, 9, 0.2f, 7, 8};
        TrialWeight dense = TrialWeight.dense(shape, mask("111010"), values);
        TrialWeight sparse = TrialWeight.sparse(shape, mask("111010"), values);

        assertThat(masks(pruner(PruningScope.GLOBAL, 0), new TrialRound(0.5, 1, List.of(dense))))
                .containsExactly("101010");
        assertThat(masks(pruner(PruningScope.GLOBAL, 0), new TrialRound(0.5, 1, List.of(sparse))))
                .containsExactly("101010");
    }

    @Test
    void aShareThatIsReachedAlreadyChangesNothing() {
        TrialWeight weight = TrialWeight.dense(
                Weights.shape("sparse", WeightRole.RECURRENT, 4), mask("0010"), 1, 2, 3, 4);

        assertThat(masks(pruner(PruningScope.GLOBAL, 0), new TrialRound(0.5, 1, List.of(weight))))
                .containsExactly("0010");
    }

    @Test
    void signsDoNotCountAndWhatIsNotANumberGoesLast() {
        TrialWeight weight = recurrent("odd", -3, -0f, Float.NaN, 2, Float.NEGATIVE_INFINITY);

        assertThat(masks(pruner(PruningScope.LAYER, 0), new TrialRound(0.4, 1, List.of(weight))))
                .containsExactly("10101");
        assertThat(masks(pruner(PruningScope.LAYER, 0), new TrialRound(0.8, 1, List.of(weight))))
                .containsExactly("00100");
    }

    @Test
    void aMatrixThatIsNearlyGoneIsNamedOnceAndNotAgain() {
        float[] large = new float[100];
        float[] small = new float[100];
        for (int index = 0; index < 100; index++) {
            large[index] = 10 + index;
            small[index] = 0.01f * (index + 1);
        }
        small[42] = 1000;
        TrialRound first = new TrialRound(0.5, 1, List.of(recurrent("large", large), input("small", small)));
        List<Mask> masks = first.masks(pruner(PruningScope.GLOBAL, 0));
        TrialRound second = new TrialRound(0.6, 1, List.of(
                TrialWeight.dense(Weights.shape("large", WeightRole.RECURRENT, 100), masks.get(0), large),
                TrialWeight.dense(Weights.shape("small", WeightRole.INPUT, 100), masks.get(1), small)));
        second.masks(pruner(PruningScope.GLOBAL, 0));

        assertThat(first.warnings())
                .containsExactly(
                        "small is almost empty: it keeps 1 of 100 entries, a share of 0.01000, where its scope keeps 0.50000; minimum-kept would keep more of it");
        assertThat(second.warnings()).isEmpty();
    }

    @Test
    void aMaskThatKeepsMoreThanIsStoredIsAnErrorAndNoShareMissed() {
        WeightShape shape = Weights.shape("torn", WeightRole.RECURRENT, 4);
        TrialWeight stored = TrialWeight.sparse(shape, mask("1000"), 1, 2, 3, 4);
        TrialWeight torn = new TrialWeight(stored.weight(), mask("1111"), stored.sample(), stored.gradients());

        assertThatThrownBy(() -> new TrialRound(0.5, 1, List.of(torn)).masks(pruner(PruningScope.GLOBAL, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "2 entries were to be chosen, but there are only 1: a mask keeps entries that its weight does not store");
    }

    private static Pruner pruner(PruningScope scope, double minimumKept) {
        return Pruners.magnitude(
                List.of(WeightRole.values()), scope, LayerShares.UNIFORM, SelfConnections.BY_COST, minimumKept,
                new LinearSchedule(0.5, 1));
    }

    private static List<String> masks(Pruner pruner, TrialRound round) {
        return round.masks(pruner).stream().map(Weights::bits).toList();
    }
}
