package io.moduli.plugins.pruning.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Regrowth;
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

/** Five units at 0, 1, 3, 7 and 15 on a line. */
class GeometricPrunerTest {

    private static final double[] PLACES = {0, 1, 3, 7, 15};
    private static final Update STATIC = new Update.None();

    @Test
    void eachUnitIsConnectedToTheNearestOneselfAmongThem() {
        assertThat(first(0.6, settings())).isEqualTo("11000" + "11000" + "01100" + "00110" + "00011");
    }

    @Test
    void selfConnectionsCanBeLeftOut() {
        assertThat(first(0.6, settings().self(SelfConnections.DROP)))
                .isEqualTo("01100" + "10100" + "11000" + "01100" + "00110");
    }

    @Test
    void selfConnectionsCanBeKeptWhateverTheyCost() {
        Settings far = settings().inhibitor(true);
        assertThat(first(0.6, far)).isEqualTo("00011" + "00011" + "00011" + "10001" + "11000");
        assertThat(first(0.6, far.self(SelfConnections.KEEP)))
                .isEqualTo("10001" + "01001" + "00101" + "00011" + "10001");
    }

    @Test
    void whatCannotBeDividedGoesToTheFirstUnits() {
        // Seven of 25.
        assertThat(first(0.72, settings())).isEqualTo("11000" + "11000" + "00100" + "00010" + "00001");
    }

    @Test
    void withAFreeFanInTheCheapestOfTheMatrixAreKept() {
        // Five of distance 0, two of 1, two of 2: nine of 25.
        assertThat(first(0.64, settings().fanIn(FanIn.FREE)))
                .isEqualTo("11000" + "11100" + "01100" + "00010" + "00001");
    }

    @Test
    void longRangeConnectionsGoAnywhereElseWithTheSameProbability() {
        int[] counts = new int[5];
        for (int seed = 0; seed < 3000; seed++) {
            String row = first(0.6, settings().longRange(0.5), seed).substring(0, 5);
            for (int column = 0; column < 5; column++) {
                counts[column] += row.charAt(column) - '0';
            }
        }

        // Itself, and one of four others: 750 ± 4.2 standard deviations.
        assertThat(counts[0]).isEqualTo(3000);
        for (int column = 1; column < 5; column++) {
            assertThat(counts[column]).isBetween(650, 850);
        }
    }

    @Test
    void connectionsAreDrawnWithProbabilitiesThatFallExponentiallyWithTheCost() {
        int[] counts = new int[5];
        for (int seed = 0; seed < 3000; seed++) {
            String row = first(0.8, settings().selection(new Selection.Drawn(2)), seed).substring(0, 5);
            counts[row.indexOf('1')]++;
        }

        // exp(-d / 2) of 0, 1, 3, 7 and 15, normalized: 0.536, 0.325, 0.120, 0.016, 0.0003, each ± 4 standard deviations.
        assertThat(counts[0]).isBetween(1498, 1720);
        assertThat(counts[1]).isBetween(873, 1080);
        assertThat(counts[2]).isBetween(288, 431);
        assertThat(counts[3]).isBetween(21, 77);
        assertThat(counts[4]).isLessThan(8);
    }

    @Test
    void gatesHaveTheSameConnectionsOrDrawTheirOwn() {
        Settings drawn = settings().longRange(1);
        String shared = Weights.bits(masks(0.6, 1, drawn, 2));
        String apart = Weights.bits(masks(0.6, 1, drawn.gates(Gates.DIFFER), 2));

        assertThat(shared.substring(0, 25)).isEqualTo(shared.substring(25));
        assertThat(apart.substring(0, 25)).isNotEqualTo(apart.substring(25));
    }

    @Test
    void otherWeightsLoseTheirShareAtRandom() {
        TrialWeight recurrent = weight(1);
        WeightShape input = new WeightShape("input", WeightRole.INPUT, 0, 1, 5, 40);
        TrialWeight other = TrialWeight.dense(input, Mask.full(5, 40), new float[200]);
        List<Mask> masks = new TrialRound(0.6, 1, List.of(recurrent, other)).firstMasks(new GeometricPruner(
                settings().on(List.of(WeightRole.RECURRENT, WeightRole.INPUT)).build())).orElseThrow();

        assertThat(masks).extracting(Mask::count).containsExactly(10L, 80L);
    }

    @Test
    void aStaticStructureStaysAndARisingShareTakesTheDearest() {
        Mask first = masks(0.6, 1, settings(), 1);
        assertThat(later(first, 0.6, settings())).isEqualTo(first);
        assertThat(Weights.bits(later(first, 0.8, settings())))
                .isEqualTo("10000" + "01000" + "00100" + "00010" + "00001");
        assertThat(pruner(settings()).regrowth()).isEqualTo(Regrowth.NONE);
        assertThat(pruner(settings()).startsSparse()).isTrue();
    }

    @Test
    void unitsThatHaveFewerThanTheirShareAreMadeUpForByTheOthers() {
        assertThat(Weights.bits(later(mask("00001" + "1".repeat(20)), 0.6, settings())))
                .isEqualTo("00001" + "11100" + "01100" + "00110" + "00011");
    }

    @Test
    void unitsDropTheSmallestAndGrowNearTheStrongest() {
        Settings moving = settings().update(new Update.Regrow(0.5, every(10)));
        // Unit 0 has 0 and 4; the smaller one, 0, goes. Near 4, which is left, is 3. The others have one connection, half of
        // which rounds to none.
        Mask mask = mask("10001" + "01000" + "00100" + "00010" + "00001");
        float[] values = new float[25];
        values[0] = 0.1f;
        values[4] = -0.2f;
        TrialWeight weight = TrialWeight.dense(placed(1), mask, values);
        Mask after = new TrialRound(0.76, 1, List.of(weight)).at(new TrainingProgress(0, 100, 0, 1))
                .masks(pruner(moving)).getFirst();

        assertThat(Weights.bits(after)).isEqualTo("00011" + "01000" + "00100" + "00010" + "00001");
        assertThat(pruner(moving).regrowth()).isEqualTo(Regrowth.ZERO);
        assertThat(pruner(moving).cadence()).isEqualTo(Cadence.everySteps(10));
    }

    @Test
    void movingConnectionsLeaveSelfConnectionsAsTheSettingsSay() {
        Settings moving = settings().update(new Update.Regrow(0.5, every(10)));
        Mask mask = mask("10001" + "01000" + "00100" + "00010" + "00001");
        float[] values = new float[25];
        values[0] = 0.1f;
        values[4] = -0.2f;
        TrialWeight weight = TrialWeight.dense(placed(1), mask, values);
        TrialRound round = new TrialRound(0.76, 1, List.of(weight)).at(new TrainingProgress(0, 100, 0, 1));

        assertThat(Weights.bits(round.masks(pruner(moving.self(SelfConnections.KEEP))).getFirst()))
                .isEqualTo("10001" + "01000" + "00100" + "00010" + "00001");
    }

    @Test
    void unitsWithoutInputOrOutputAreToldOf() {
        // Two connections for five units.
        TrialRound round = new TrialRound(0.92, 1, List.of(weight(1)));
        round.firstMasks(pruner(settings()));

        assertThat(round.warnings()).containsExactly(
                "recurrent: a sparsity of 0.92 leaves 3 of 5 units without recurrent input and 3 without recurrent output");
    }

    @Test
    void unitsWithoutInputOrOutputCanBeRefused() {
        TrialRound round = new TrialRound(0.92, 1, List.of(weight(1)));

        assertThatThrownBy(() -> round.firstMasks(pruner(settings().isolated(Isolated.REFUSE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recurrent: a sparsity of 0.92 leaves 3 of 5 units without recurrent input and 3 without"
                        + " recurrent output, and isolated = refuse; lower the sparsity, keep self-connections, or write isolated = allow");
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThat(catchThrowableOfType(SettingException.class,
                () -> settings().on(List.of(WeightRole.INPUT)).build())).hasMessage(
                        "by-distance = [recurrent] must name at least one of the roles of on = [input], and no other; if nothing is chosen by distance, use type = random");
        assertThat(catchThrowableOfType(SettingException.class,
                () -> settings().fanIn(FanIn.FREE).update(new Update.Regrow(0.3, every(1))).build()).setting())
                .isEqualTo("fan-in");
        assertThatThrownBy(() -> new GeometricPruner(settings().update(new Update.Regrow(0.3, every(1))).build())
                .bind(List.of(placed(4))))
                .hasMessage(
                        "gates = share cannot last where each gate replaces its own connections: recurrent has 4 gates; write gates = differ");
    }

    private static Rounds every(int steps) {
        return new Rounds.Steps(steps, 0, Optional.empty(), 1);
    }

    private static Mask later(Mask mask, double sparsity, Settings settings) {
        return new TrialRound(sparsity, 2, List.of(TrialWeight.dense(placed(1), mask, new float[25])))
                .masks(pruner(settings)).getFirst();
    }

    private static String first(double sparsity, Settings settings) {
        return first(sparsity, settings, 1);
    }

    private static String first(double sparsity, Settings settings, long seed) {
        return Weights.bits(masks(sparsity, seed, settings, 1));
    }

    private static Mask masks(double sparsity, long seed, Settings settings, int gates) {
        return new TrialRound(sparsity, seed, List.of(weight(gates))).firstMasks(pruner(settings)).orElseThrow()
                .getFirst();
    }

    private static GeometricPruner pruner(Settings settings) {
        return new GeometricPruner(settings.build());
    }

    private static TrialWeight weight(int gates) {
        return TrialWeight.dense(placed(gates), Mask.full(5 * gates, 5), new float[25 * gates]);
    }

    private static PlacedWeight placed(int gates) {
        return PlacedWeight.recurrent(
                new WeightShape("recurrent", WeightRole.RECURRENT, 0, gates, 5, 5), TrialGeometry.onALine(PLACES));
    }

    private static Mask mask(String bits) {
        Mask.Builder mask = Mask.builder(5, 5);
        for (int entry = 0; entry < 25; entry++) {
            if (bits.charAt(entry) == '1') {
                mask.keep(entry / 5, entry % 5);
            }
        }
        return mask.build();
    }

    private static Settings settings() {
        return new Settings(List.of(WeightRole.RECURRENT), false, new Selection.Lowest(), 0, FanIn.CONSTANT,
                Gates.SHARE,
                SelfConnections.BY_COST, Isolated.ALLOW, STATIC);
    }

    /** Settings of which a test changes some. */
    private record Settings(List<WeightRole> on, boolean far, Selection selection, double longRange, FanIn fanIn,
            Gates gates, SelfConnections self, Isolated isolated, Update update) {

        Settings on(List<WeightRole> on) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings inhibitor(boolean far) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings selection(Selection selection) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings longRange(double longRange) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings fanIn(FanIn fanIn) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings gates(Gates gates) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings self(SelfConnections self) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings isolated(Isolated isolated) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        Settings update(Update update) {
            return new Settings(on, far, selection, longRange, fanIn, gates, self, isolated, update);
        }

        GeometricPruner.Settings build() {
            return new GeometricPruner.Settings(on, List.of(WeightRole.RECURRENT),
                    far ? Optional.of(new Far()) : Optional.empty(), selection,
                    longRange, fanIn, gates, self, isolated, LayerShares.UNIFORM, update, new ConstantSchedule(0.9));
        }
    }

    /** The farther, the cheaper. */
    private static final class Far implements Inhibitor {

        @Override
        public double value(double distance) {
            return distance;
        }

        @Override
        public double derivative(double distance) {
            return 1;
        }

        @Override
        public boolean inverted() {
            return true;
        }
    }
}
