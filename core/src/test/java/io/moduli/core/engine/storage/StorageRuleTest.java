package io.moduli.core.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageRuleTest {

    @ParameterizedTest
    @CsvSource({
        "2048, 2048, 100, 0.2, SPARSE", "2048, 2048, 100, 0.22, DENSE", "512, 512, 64, 0.2, SPARSE",
        "4096, 4096, 200, 0.2, DENSE", "4096, 4096, 200, 0.1, SPARSE", "512, 512, 63, 0.2, DENSE",
        "800, 200, 20, 0.1, SPARSE", "800, 200, 20, 0.13, DENSE",
        "2048, 2048, 1, 0.1, SPARSE", "8, 8, 100, 0.1, DENSE", "64, 1, 100000, 0, SPARSE",
        "2048, 2048, 100, 1, DENSE"
    })
    void theFormDependsOnRowsBatchAndDensity(int rows, int columns, int batch, double density, StorageFormat format) {
        assertThat(StorageRule.choose(rows, columns, batch, density).format()).isEqualTo(format);
    }

    @Test
    void theReasonSaysWhatWasDecidedFrom() {
        assertThat(StorageRule.choose(2048, 2048, 100, 0.1).reason())
                .isEqualTo("sparse: 2048 x 2048, batch 100, 10.0 % of entries stored");
        assertThat(StorageRule.choose(2048, 2048, 100, 0.9).reason())
                .isEqualTo("dense: 2048 x 2048, batch 100, 90.0 % of entries stored, more than 21 %");
        assertThat(StorageRule.choose(8, 2048, 20, 0.1).reason())
                .isEqualTo("dense: 8 x 2048, batch 20, 10.0 % of entries stored, fewer than 64 rows");
    }

    @Test
    void thereIsNoProductWithoutColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> StorageRule.choose(64, 64, 0, 0.1))
                .withMessage("a batch of 0");
    }
}
