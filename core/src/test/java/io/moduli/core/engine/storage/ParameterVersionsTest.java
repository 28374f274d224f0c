package io.moduli.core.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A parameter's versions move with what they are of, and with nothing else. */
class ParameterVersionsTest {

    private final Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, 2, 3), 1);

    @ParameterizedTest
    @EnumSource
    void pruningMovesBothVersions(StorageFormat format) {
        assertMoves(() -> weight.prune(Mask.full(2, 3), new StorageChoice(format, "the test asks for it")), true, true);
        // the same mask again may be stored anew, too
        assertMoves(() -> weight.prune(Mask.full(2, 3), new StorageChoice(format, "the test asks for it")), true, true);
    }

    @Test
    void whoeverChangesValuesMovesTheirVersionAlone() {
        assertMoves(() -> weight.draw(new RandomStreams(1).stream("w")), false, true);
        assertMoves(() -> weight.drawSparse(new RandomStreams(1).stream("w")), false, true);
        assertMoves(() -> weight.writeRow(1, new float[3]), false, true);
        assertMoves(() -> weight.scale(2), false, true);
        assertMoves(weight::valuesChanged, false, true);
    }

    @Test
    void momentsMoveNothing() {
        weight.prune(Mask.full(2, 3), new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
        assertMoves(() -> weight.ensureMoments(2), false, false);
        assertMoves(weight::clearMoments, false, false);
    }

    @Test
    void aMaskThatIsRefusedMovesNothing() {
        assertMoves(
                () -> assertThatThrownBy(() -> weight.prune(Mask.full(3, 3), StorageChoice.UNPRUNED)), false, false);
    }

    @Test
    void aWatchTellsOnceOfEveryChangeOfStructure() {
        Parameter other = Parameter.vector("b", 2, 1);
        StructureWatch watch = new StructureWatch(List.of(other, weight));
        assertThat(watch.changed()).isFalse();
        weight.scale(2);
        other.writeRow(0, new float[1]);
        assertThat(watch.changed()).isFalse();
        weight.prune(Mask.full(2, 3), new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
        weight.prune(Mask.full(2, 3), new StorageChoice(StorageFormat.DENSE, "the test asks for it"));
        assertThat(watch.changed()).isTrue();
        assertThat(watch.changed()).isFalse();
    }

    private void assertMoves(Runnable change, boolean structure, boolean values) {
        long structureBefore = weight.structureVersion();
        long valuesBefore = weight.valuesVersion();
        change.run();
        assertThat(weight.structureVersion() != structureBefore).isEqualTo(structure);
        assertThat(weight.valuesVersion() != valuesBefore).isEqualTo(values);
    }
}
