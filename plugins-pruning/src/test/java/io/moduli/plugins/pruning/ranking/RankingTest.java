package io.moduli.plugins.pruning.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import org.junit.jupiter.api.Test;

/** Random keys. */
class RankingTest {

    private static final WeightShape SMALL = new WeightShape("small", WeightRole.INPUT, 0, 1, 3, 5);
    private static final WeightShape LARGE = new WeightShape("large", WeightRole.RECURRENT, 0, 4, 40_000, 40_000);

    /** Published results depend on them. */
    @Test
    void aSeedAlwaysDrawsTheSame() {
        Ranking ranking = Ranking.atRandom(7);

        assertThat(ranking.key(0, SMALL, 0, 0, 0)).isEqualTo(156_702_737);
        assertThat(ranking.key(0, SMALL, 2, 4, 0)).isEqualTo(1_871_170_706);
        assertThat(ranking.key(1, SMALL, 2, 4, 0)).isEqualTo(745_885_709);
    }

    @Test
    void entriesThatDoNotFitInto32BitsAreNotDrawnAsThoseOfTheNextWeight() {
        Ranking ranking = Ranking.atRandom(7);

        // 107374 · 40000 + 7301 = 2³² + 5.
        assertThat(ranking.key(0, LARGE, 107_374, 7301, 0)).isNotEqualTo(ranking.key(1, LARGE, 0, 5, 0));
        assertThat(ranking.key(0, LARGE, 107_374, 7301, 0)).isNotEqualTo(ranking.key(0, LARGE, 0, 5, 0));
    }
}
