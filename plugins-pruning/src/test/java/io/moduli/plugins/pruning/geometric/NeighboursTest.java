package io.moduli.plugins.pruning.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.geometric.GeometricPruner.FanIn;
import io.moduli.plugins.pruning.geometric.GeometricPruner.Gates;
import io.moduli.plugins.pruning.geometric.GeometricPruner.Isolated;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final GeometricPruner.Settings SETTINGS = new GeometricPruner.Settings(
            List.of(WeightRole.RECURRENT), List.of(WeightRole.RECURRENT), Optional.empty(), new Selection.Lowest(), 0,
            FanIn.CONSTANT, Gates.SHARE, SelfConnections.BY_COST, Isolated.ALLOW, LayerShares.UNIFORM,
            new Update.None(), new ConstantSchedule(0.9));

    @Test
    void theyComeInTheOrderOfTheirDistanceAndOfEqualsTheFirst() {
        Neighbours neighbours = new Neighbours(SETTINGS, weight(onALine(0, 1, 3, 7, 15, -1)));

        assertThat(neighbours.ofColumn(2, 6)).containsExactly(2, 1, 0, 3, 5, 4);
        assertThat(neighbours.ofRow(3)).containsExactly(3, 2, 1, 0, 4, 5);
    }

    @Test
    void asManyAreLookedForAsAreNeeded() {
        Neighbours neighbours = new Neighbours(SETTINGS,
                weight(onALine(IntStream.range(0, 40).asDoubleStream().toArray())));

        assertThat(neighbours.ofColumn(0, 3)).containsExactly(IntStream.range(0, 16).toArray());
        assertThat(neighbours.ofColumn(0, 20)).containsExactly(IntStream.range(0, 40).toArray());
        assertThat(neighbours.ofColumn(0, 3)).hasSize(40);
    }

    @Test
    void theyHoldUntilPointsMove() {
        UnitPoints points = onALine(0, 1, 3);
        PlacedWeight weight = weight(points);
        Neighbours before = new Neighbours(SETTINGS, weight);
        assertThat(before.holdsFor(weight)).isTrue();

        points.restore(List.of(new StateArray("points", List.of(3, 1), new double[] {0, 9, 3})));

        assertThat(before.holdsFor(weight)).isFalse();
        assertThat(new Neighbours(SETTINGS, weight).ofColumn(0, 3)).containsExactly(0, 2, 1);
    }

    private static PlacedWeight weight(UnitPoints points) {
        int units = points.units();
        return PlacedWeight.recurrent(
                new WeightShape("recurrent", WeightRole.RECURRENT, 0, 1, units, units), points);
    }

    private static UnitPoints onALine(double... coordinates) {
        double[][] points = new double[coordinates.length][];
        for (int unit = 0; unit < points.length; unit++) {
            points[unit] = new double[] {coordinates[unit]};
        }
        return new UnitPoints(new PlainSpace(1), DistanceScale.AS_IS, points);
    }
}
