package io.moduli.core.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.host.PlacedOutputs;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.geometry.LayerGeometries;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What updates of masks changed. */
class MaskChangesTest {

    private final Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, 2, 3), 1);
    private final MaskChanges changes = new MaskChanges(LayerGeometries.none(1));

    @Test
    void whatIsRemovedOfADenseWeightIsDropped() {
        assertThat(update("110", "001")).isEqualTo(change(3, 3, 0, 0, 0));
    }

    @Test
    void whatGrewIsRememberedUntilMoreGrows() {
        update("110", "001");
        assertThat(update("011", "001")).isEqualTo(change(3, 1, 1, 0, 0));
        assertThat(update("011", "000")).isEqualTo(change(2, 1, 0, 1, 1));
        assertThat(update("110", "000")).isEqualTo(change(2, 1, 1, 1, 0));
        assertThat(update("110", "010")).isEqualTo(change(3, 0, 1, 1, 1));
    }

    @Test
    void distancesAreThoseOfUnitsAndFeatures() {
        Parameter readOut = Parameter.weight(new WeightShape("r", WeightRole.READ_OUT, 0, 1, 2, 3), 1);
        UnitPoints units = new UnitPoints(
                new Cylinder(), DistanceScale.AS_IS, new double[][] {{0, 0}, {2, 0}, {4, 0}});
        MaskChanges placed = new MaskChanges(LayerGeometries.fixed(List.of(units))
                .with(FeaturePlaces.of(new PlacedOutputs(new double[][] {{0, 0}, {0.5, 0}}))));

        // The outputs are at 0 and 5; what is dropped are distances 2 and 3.
        MaskChange change = placed.of(readOut, Mask.builder(2, 3).keep(0, 0).keep(0, 2).keep(1, 0).keep(1, 2).build());

        assertThat(change.droppedDistance()).hasValue(2.5);
        assertThat(change.grownDistance()).isEmpty();
    }

    private static MaskChange change(long kept, long dropped, long grown, long grownBefore, long grownBeforeKept) {
        return new MaskChange(
                "w", kept, dropped, grown, grownBefore, grownBeforeKept, OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private MaskChange update(String... rows) {
        Mask.Builder mask = Mask.builder(2, 3);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                if (rows[row].charAt(column) == '1') {
                    mask.keep(row, column);
                }
            }
        }
        Mask after = mask.build();
        MaskChange change = changes.of(weight, after);
        weight.prune(after, new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
        return change;
    }
}
