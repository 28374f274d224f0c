package io.moduli.plugins.pruning.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layer shares of Mocanu et al. (2018) and Evci et al. (2020), by numbers. */
class LayerSharesTest {

    @Test
    void uniformSharesAreTheSame() {
        assertThat(LayerShares.UNIFORM.sparsities(0.9, List.of(shape(10, 10), shape(2, 50)))).containsExactly(0.9, 0.9);
    }

    @Test
    void inARandomGraphAMatrixKeepsInProportionToItsSides() {
        // 20 % of 40 · 40 + 10 · 40 = 2000 are 400; the sides are 80 and 50, so 400 · 80 / 130 and 400 · 50 / 130.
        double[] sparsities = LayerShares.ERDOS_RENYI.sparsities(0.8, List.of(shape(40, 40), shape(10, 40)));

        assertThat(sparsities[0]).isEqualTo(1 - 246.15384615 / 1600, within(1e-9));
        assertThat(sparsities[1]).isEqualTo(1 - 153.84615385 / 400, within(1e-9));
    }

    @Test
    void aMatrixThatWouldKeepMoreThanItHasIsFullAndTheOthersShareTheRest() {
        // 40 % of 1600 + 40 = 656; sides 80 and 42, so the small one would keep 226 of 40: it is full, 616 are left.
        double[] sparsities = LayerShares.ERDOS_RENYI.sparsities(0.6, List.of(shape(40, 40), shape(2, 20)));

        assertThat(sparsities[0]).isEqualTo(1 - 616.0 / 1600, within(1e-9));
        assertThat(sparsities[1]).isZero();
    }

    @Test
    void nothingGoneAndEverythingGoneAreMet() {
        List<WeightShape> shapes = List.of(shape(4, 4), shape(1, 3));
        assertThat(LayerShares.ERDOS_RENYI.sparsities(0, shapes)).containsExactly(0, 0);
        assertThat(LayerShares.ERDOS_RENYI.sparsities(1, shapes)).containsExactly(1, 1);
    }

    @Test
    void aStaticRandomNetworkHasTheSharesBeforeTraining() {
        TrialWeight square = full(shape(40, 40));
        TrialWeight flat = full(shape(10, 40));
        List<Mask> masks = new TrialRound(0.8, 1, List.of(square, flat))
                .firstMasks(Pruners.random(List.of(WeightRole.INPUT), PruningScope.LAYER, LayerShares.ERDOS_RENYI,
                        SelfConnections.BY_COST, 0, new ConstantSchedule(0.8)))
                .orElseThrow();

        assertThat(masks).extracting(Mask::count).containsExactly(246L, 154L);
    }

    @Test
    void sharesOfTheirOwnNeedMatricesByThemselves() {
        SettingException thrown = catchThrowableOfType(
                SettingException.class, () -> Pruners.randomSettings(List.of(WeightRole.INPUT), PruningScope.GLOBAL,
                        LayerShares.ERDOS_RENYI, SelfConnections.BY_COST, 0, new ConstantSchedule(0.8)));

        assertThat(thrown.setting()).isEqualTo("shares");
        assertThat(thrown).hasMessage(
                "shares = erdos-renyi gives each matrix a share of its own, but scope = global ranks entries of several matrices together: choose scope = layer, or shares = uniform");
    }

    private static TrialWeight full(WeightShape shape) {
        return TrialWeight.dense(shape, Mask.full(shape.rows(), shape.columns()), new float[(int) shape.entries()]);
    }

    private static WeightShape shape(int rows, int columns) {
        return new WeightShape("weight", WeightRole.INPUT, 0, 1, rows, columns);
    }
}
