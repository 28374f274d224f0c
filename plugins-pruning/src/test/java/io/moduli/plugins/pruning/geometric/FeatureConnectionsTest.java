package io.moduli.plugins.pruning.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.geometric.GeometricPruner.FanIn;
import io.moduli.plugins.pruning.geometric.GeometricPruner.Gates;
import io.moduli.plugins.pruning.geometric.GeometricPruner.Isolated;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three units at 0, 2 and 5 on a line, and four features at 0.5, 1.5, 2.5 and 6. */
class FeatureConnectionsTest {

    private static final LayerGeometry UNITS = TrialGeometry.onALine(0, 2, 5);
    private static final LayerGeometry FEATURES = TrialGeometry.onALine(0.5, 1.5, 2.5, 6);
    private static final WeightShape START = new WeightShape("start", WeightRole.INITIAL_STATE, 0, 1, 3, 4);
    private static final WeightShape READ_OUT = new WeightShape("read-out", WeightRole.READ_OUT, 0, 1, 4, 3);

    @Test
    void eachUnitKeepsTheNearestFeatures() {
        assertThat(first(0.5, start(), WeightRole.INITIAL_STATE)).isEqualTo("1100" + "0110" + "0011");
    }

    @Test
    void eachOutputKeepsTheNearestUnits() {
        assertThat(first(2.0 / 3, readOut(), WeightRole.READ_OUT)).isEqualTo("100" + "010" + "010" + "001");
    }

    @Test
    void aRecurrentWeightThatIsNotByDistanceLosesItsShareAtRandom() {
        PlacedWeight recurrent = PlacedWeight.recurrent(
                new WeightShape("recurrent", WeightRole.RECURRENT, 0, 1, 3, 3), UNITS);
        GeometricPruner pruner = pruner(
                List.of(WeightRole.INITIAL_STATE, WeightRole.RECURRENT), List.of(WeightRole.INITIAL_STATE),
                Isolated.ALLOW, new Update.None());
        int itself = 0;
        for (int seed = 0; seed < 600; seed++) {
            List<Mask> masks = new TrialRound(2.0 / 3, seed, List.of(full(start()), full(recurrent)))
                    .firstMasks(pruner).orElseThrow();
            assertThat(masks).extracting(Mask::count).containsExactly(4L, 3L);
            itself += masks.get(1).keeps(0, 0) ? 1 : 0;
        }

        // A third, ± 4.3 standard deviations; by distance it would be kept always.
        assertThat(itself).isBetween(150, 250);
    }

    @Test
    void connectionsMoveToFeaturesNearTheStrongest() {
        // Unit 0 has 0.5 and 6; the smaller one, 0.5, goes. Nearest to 6, which is left, is 2.5. The others have a single
        // connection, half of which rounds to none.
        Mask mask = Mask.builder(3, 4).keep(0, 0).keep(0, 3).keep(1, 1).keep(2, 3).build();
        TrialWeight weight = TrialWeight.dense(start(), mask, 0.1f, 0, 0, -0.2f, 0, 1, 0, 0, 0, 0, 0, 1);
        GeometricPruner moving = pruner(List.of(WeightRole.INITIAL_STATE), List.of(WeightRole.INITIAL_STATE),
                Isolated.ALLOW, new Update.Regrow(0.5, new Rounds.Steps(10, 0, Optional.empty(), 1)));
        Mask after = new TrialRound(2.0 / 3, 1, List.of(weight)).at(new TrainingProgress(0, 100, 0, 1))
                .masks(moving).getFirst();

        assertThat(Weights.bits(after)).isEqualTo("0011" + "0100" + "0001");
    }

    @Test
    void aRowWithoutConnectionsGrowsFromItsOwnPlace() {
        TrialWeight weight = TrialWeight.dense(start(), Mask.builder(3, 4).build(), new float[12]);
        GeometricPruner moving = pruner(List.of(WeightRole.INITIAL_STATE), List.of(WeightRole.INITIAL_STATE),
                Isolated.ALLOW, new Update.Regrow(0.5, new Rounds.Steps(10, 0, Optional.empty(), 1)));
        Mask after = new TrialRound(0.75, 1, List.of(weight)).at(new TrainingProgress(0, 100, 0, 1))
                .masks(moving).getFirst();

        assertThat(Weights.bits(after)).isEqualTo("1000" + "0100" + "0001");
    }

    @Test
    void unitsAndFeaturesWithoutAnyConnectionAreToldOf() {
        TrialRound round = new TrialRound(0.75, 1, List.of(full(start())));
        round.firstMasks(pruner(WeightRole.INITIAL_STATE));
        TrialRound tooFew = new TrialRound(11.0 / 12, 1, List.of(full(readOut())));

        assertThat(round.warnings()).containsExactly(
                "start: a sparsity of 0.75 leaves 0 of 3 units without a feature and 1 of 4 features without a unit");
        assertThatThrownBy(() -> tooFew.firstMasks(pruner(List.of(WeightRole.READ_OUT), List.of(WeightRole.READ_OUT),
                Isolated.REFUSE, new Update.None()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "read-out: a sparsity of 0.9166666666666666 leaves 3 of 4 outputs without a unit and 2 of 3 units"
                                + " without an output, and isolated = refuse; lower the sparsity, or write isolated = allow");
    }

    @Test
    void weightsWithoutDistancesAreRefused() {
        assertRefused(new PlacedWeight(START, Optional.of(UNITS), Optional.empty()), WeightRole.INITIAL_STATE,
                "the features of start cannot be placed on " + UNITS.space()
                        + ", which has no fundamental domain: choose a surface that has one, such as a torus of dimension 2; or leave initial-state out of by-distance");
        LayerGeometry around = new UnitPoints(new Cylinder(), DistanceScale.AS_IS, new double[3][2]);
        assertRefused(new PlacedWeight(READ_OUT, Optional.empty(), Optional.of(around)), WeightRole.READ_OUT,
                "the task does not say where the features of read-out lie; or leave read-out out of by-distance");
        assertRefused(PlacedWeight.nowhere(START), WeightRole.INITIAL_STATE,
                "the units that start leads to have no points in common, as those of several layers; or leave initial-state out of by-distance");
        assertRefused(new PlacedWeight(
                new WeightShape("upper", WeightRole.INPUT, 1, 1, 3, 3), Optional.of(around), Optional.of(UNITS)),
                WeightRole.INPUT, "upper connects units on two spaces, " + UNITS.space()
                        + " and Cylinder[], between which there are no distances; or leave input out of by-distance");
    }

    @Test
    void rolesMustBeAmongThoseThatThePrunerIsOn() {
        SettingException other = catchThrowableOfType(SettingException.class,
                () -> pruner(List.of(WeightRole.RECURRENT), List.of(WeightRole.READ_OUT), Isolated.ALLOW,
                        new Update.None()));
        assertThat(other.setting()).isEqualTo("by-distance");
        assertThat(other).hasMessage(
                "by-distance = [read-out] must name at least one of the roles of on = [recurrent], and no other; if nothing is chosen by distance, use type = random");
        assertThatThrownBy(() -> pruner(WeightRole.EMBEDDING))
                .hasMessage("tokens lie nowhere: leave embedding out of by-distance");
    }

    private static void assertRefused(PlacedWeight weight, WeightRole role, String message) {
        SettingException refused = catchThrowableOfType(SettingException.class,
                () -> pruner(role).bind(List.of(weight)));
        assertThat(refused).hasMessage(message);
        assertThat(refused.setting()).isEqualTo("by-distance");
    }

    private static PlacedWeight start() {
        return new PlacedWeight(START, Optional.of(UNITS), Optional.of(FEATURES));
    }

    private static PlacedWeight readOut() {
        return new PlacedWeight(READ_OUT, Optional.of(FEATURES), Optional.of(UNITS));
    }

    private static String first(double sparsity, PlacedWeight weight, WeightRole role) {
        return Weights.bits(new TrialRound(sparsity, 1, List.of(full(weight))).firstMasks(pruner(role)).orElseThrow()
                .getFirst());
    }

    private static TrialWeight full(PlacedWeight weight) {
        WeightShape shape = weight.shape();
        return TrialWeight.dense(weight, Mask.full(shape.rows(), shape.columns()), new float[(int) shape.entries()]);
    }

    private static GeometricPruner pruner(WeightRole role) {
        return pruner(List.of(role), List.of(role), Isolated.ALLOW, new Update.None());
    }

    private static GeometricPruner pruner(List<WeightRole> on, List<WeightRole> byDistance, Isolated isolated,
            Update update) {
        return new GeometricPruner(new GeometricPruner.Settings(on, byDistance, Optional.empty(),
                new Selection.Lowest(), 0, FanIn.CONSTANT, Gates.SHARE, SelfConnections.BY_COST, isolated,
                LayerShares.UNIFORM, update, new ConstantSchedule(0.9)));
    }
}
