package io.moduli.plugins.moduli.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialFirstWeights;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.testkit.WeightInitializerContractTests;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StandardFirstWeightsTest implements WeightInitializerContractTests {

    private static final List<WeightRole> ALL = List.of(WeightRole.values());

    @Override
    public Map<String, WeightInitializer> weightInitializers() {
        Map<String, WeightInitializer> all = new LinkedHashMap<>();
        for (FanIn fanIn : FanIn.values()) {
            all.put("uniform, " + fanIn, uniform(ALL, fanIn));
            all.put("orthogonal, " + fanIn, new OrthogonalWeights(1, fanIn));
        }
        all.put("identity", new IdentityWeights(1, 0));
        all.put("identity with noise", new IdentityWeights(0.5, 0.1));
        all.put("kernel", new KernelWeights(3, 1, 1, 2, 1));
        return all;
    }

    @Test
    void uniformWeightsAreThoseThatAreDrawnWithoutAnInitializer() {
        float[] values = values(uniform(ALL, FanIn.ALL), placed(1, 0, 1, 3, 7), Optional.empty());
        SplittableRandom random = new SplittableRandom(5);

        for (float value : values) {
            assertThat(value).isEqualTo((float) (0.5 * (2 * random.nextDouble() - 1)));
        }
    }

    @Test
    void aRowThatKeepsAQuarterOfItsEntriesIsTwiceAsWide() {
        Mask mask = Mask.builder(4, 4).keep(0, 2).keep(1, 0).keep(1, 1).keep(1, 2).keep(1, 3).build();
        float[] all = values(uniform(ALL, FanIn.ALL), placed(1, 0, 1, 3, 7), Optional.of(mask));
        float[] kept = values(uniform(ALL, FanIn.KEPT), placed(1, 0, 1, 3, 7), Optional.of(mask));

        assertThat(kept[2]).isNotZero().isEqualTo(2 * all[2]);
        assertThat(kept[5]).isNotZero().isEqualTo(all[5]);
        assertThat(kept[8]).isZero();
    }

    @Test
    void theIdentityIsThatOfEachGate() {
        assertThat(values(new IdentityWeights(0.5, 0), placed(2, 0, 1), Optional.empty()))
                .containsExactly(0.5f, 0, 0, 0.5f, 0.5f, 0, 0, 0.5f);
    }

    @Test
    void noiseHasTheStandardDeviationThatItShould() {
        double[] places = new SplittableRandom(1).doubles(100).sorted().toArray();
        float[] values = values(new IdentityWeights(1, 0.1), placed(1, places), Optional.empty());
        double sum = 0;
        double squares = 0;
        for (int entry = 0; entry < 10_000; entry++) {
            double noise = values[entry] - (entry % 101 == 0 ? 1 : 0);
            sum += noise;
            squares += noise * noise;
        }

        assertThat(sum / 10_000).isEqualTo(0, within(0.005));
        assertThat(Math.sqrt(squares / 10_000)).isEqualTo(0.1, within(0.004));
    }

    @Test
    void rowsAndColumnsOfOrthogonalWeightsAreOrthonormal() {
        double[] places = new SplittableRandom(1).doubles(50).sorted().toArray();
        float[] values = values(new OrthogonalWeights(2, FanIn.ALL), placed(2, places), Optional.empty());

        for (int gate = 0; gate < 2; gate++) {
            for (int a = 0; a < 50; a++) {
                for (int b = 0; b < 50; b++) {
                    double rows = 0;
                    double columns = 0;
                    for (int k = 0; k < 50; k++) {
                        rows += values[2500 * gate + 50 * a + k] * values[2500 * gate + 50 * b + k];
                        columns += values[2500 * gate + 50 * k + a] * values[2500 * gate + 50 * k + b];
                    }
                    assertThat(rows).isEqualTo(a == b ? 4 : 0, within(1e-5));
                    assertThat(columns).isEqualTo(a == b ? 4 : 0, within(1e-5));
                }
            }
        }
        assertThat(values[0]).isNotEqualTo(values[2500]);
    }

    @Test
    void aKernelExcitesNearUnitsAndInhibitsThoseFartherAway() {
        // 3 exp(-d²) - exp(-d² / 4) at the distances 0, 1 and 3: 2, 0.324838 and -0.105029, which sum to 2.429867.
        float[] values = values(new KernelWeights(3, 1, 1, 2, 1), placed(1, 0, 1, 3), Optional.empty());

        assertThat(values[0]).isEqualTo(0.823090f, within(1e-5f));
        assertThat(values[1]).isEqualTo(0.133685f, within(1e-5f));
        assertThat(values[2]).isEqualTo(-0.043224f, within(1e-5f));
    }

    @Test
    void aKernelIsNormalizedOverTheConnectionsThatThereAre() {
        Mask mask = Mask.builder(3, 3).keep(0, 1).keep(0, 2).build();
        float[] values = values(new KernelWeights(3, 1, 1, 2, 1), placed(1, 0, 1, 3), Optional.of(mask));

        // 0.324838 and -0.105029 sum to 0.429867.
        assertThat(values[1]).isEqualTo(0.755671f, within(1e-5f));
        assertThat(values[2]).isEqualTo(-0.244329f, within(1e-5f));
        assertThat(values[3]).isZero();
    }

    @Test
    void uniformWeightsNeedARole() {
        assertThat(catchThrowableOfType(SettingException.class,
                () -> uniform(List.of(), FanIn.KEPT)).setting()).isEqualTo("on");
    }

    private static WeightInitializer uniform(List<WeightRole> on, FanIn fanIn) {
        return new UniformWeights(new UniformWeights.Settings(on, fanIn, 1));
    }

    private static float[] values(WeightInitializer initializer, PlacedWeight weight, Optional<Mask> mask) {
        TrialFirstWeights trial = new TrialFirstWeights(weight, mask, 5);
        initializer.initialize(trial);
        return trial.values();
    }

    private static PlacedWeight placed(int gates, double... places) {
        return PlacedWeight.recurrent(
                new WeightShape("recurrent", WeightRole.RECURRENT, 0, gates, places.length, places.length),
                TrialGeometry.onALine(places));
    }
}
