package io.moduli.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorageRuleTest {

    @Test
    void largeThinMatricesAreStoredSparse() {
        assertThat(StorageRule.prefersSparse(2048, 2048, 100, 0.1)).isTrue();
        assertThat(StorageRule.prefersSparse(2048, 2048, 100, 0.9)).isFalse();
        assertThat(StorageRule.prefersSparse(8, 8, 100, 0.1)).isFalse();
    }

    @Test
    void theReasonSaysWhatWasDecidedFrom() {
        assertThat(StorageRule.reason(2048, 2048, 100, 0.1))
                .isEqualTo("sparse: 2048 x 2048, batch 100, 10.0 % of entries stored");
        assertThat(StorageRule.reason(2048, 2048, 100, 0.9))
                .isEqualTo("dense: 2048 x 2048, batch 100, 90.0 % of entries stored, more than 15 %");
        assertThat(StorageRule.reason(8, 2048, 100, 0.1))
                .isEqualTo("dense: 8 x 2048, batch 100, 10.0 % of entries stored, fewer than 64 rows");
    }
}
