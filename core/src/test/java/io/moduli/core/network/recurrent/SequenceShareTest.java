package io.moduli.core.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceShareTest {

    @ParameterizedTest
    @CsvSource({
        // Of 20 sequences each of two workers has one vector, as both have when they share the rows.
        "20, 2, 2", "32, 2, 2", "100, 2, 2", "200, 2, 2", "100, 8, 8", "200, 4, 4",
        // Half-empty vectors, too few sequences, nobody to share with.
        "16, 2, 1", "1, 2, 1", "20, 8, 1", "3, 4, 1", "100, 1, 1"
    })
    void sequencesAreSplitWhereVectorsStayFull(int batch, int workers, int shares) {
        assumeThat(Vectors.LENGTH).as("the cases are of vectors of 16 numbers").isEqualTo(16);
        List<SequenceShare> all = SequenceShare.forTeam(batch, workers, 128 * 1024);

        assertThat(all).hasSize(shares);
        assertThat(all.stream().mapToInt(SequenceShare::count).sum()).isEqualTo(batch);
    }

    @Test
    void workersShareTheRowsOfALargeWeight() {
        assertThat(SequenceShare.forTeam(100, 2, 1024 * 1024)).containsExactly(new SequenceShare(0, 100, 100));
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 3", "7, 3, 1", "40, 2, 4", "100, 2, 2", "17, 17, 1"})
    void whatIsTakenApartComesTogetherAgain(int batch, int parts, int time) {
        RandomGenerator random = new RandomStreams(1).stream("shares");
        Matrix all = Matrix.allocate(3, time * batch);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < all.columns(); column++) {
                all.set(row, column, random.nextFloat());
            }
        }
        Matrix together = Matrix.allocate(3, time * batch);
        for (SequenceShare share : SequenceShare.split(batch, parts)) {
            Matrix[] own = new Matrix[time];
            Arrays.setAll(own, _ -> Matrix.allocate(3, share.count()));
            share.take(all, own, 0, 3);
            for (int step = 0; step < time; step++) {
                for (int sequence = 0; sequence < share.count(); sequence++) {
                    assertThat(own[step].get(1, sequence))
                            .isEqualTo(all.get(1, step * batch + share.first() + sequence));
                }
            }
            share.give(own, together, 1, 3);
        }

        assertThat(together.rowWindow(1, 2).toArray()).isEqualTo(all.rowWindow(1, 2).toArray());
        assertThat(together.rowWindow(0, 1).toArray()).as("a row that was not given").containsOnly(0);
    }

    @Test
    void aShareOutsideOfTheBatchIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceShare(4, 2, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceShare(0, 0, 5));
    }
}
