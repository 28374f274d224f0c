package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateMapsTest {

    /** Two visits to the north-west, one to the north-east and one to the south-east corner, where walls meet. */
    private static final Matrix POSITIONS = Matrix.of(2, 4, -0.5f, -0.25f, 0.5f, 1, 0.5f, 0.25f, 0.5f, -1);

    /** A unit that is active everywhere, one of the east, and one of the north-west. */
    private static final Matrix ACTIVITY = Matrix.of(3, 4, 5, 5, 5, 5, 0, 0, 1, 2, 8, 4, 0, 0);

    @Test
    void aMapIsTheMeanOverVisitsWithNorthOnTopAndGapsWhereNobodyWas() {
        RateMaps maps = new RateMaps(new Box(2, false), 3, 2);
        maps.add(POSITIONS, ACTIVITY);

        List<RateMaps.UnitMap> panels = maps.mostVarying(3);

        assertThat(panels).extracting(RateMaps.UnitMap::unit).containsExactly(2, 1, 0);
        assertThat(Arrays.deepToString(panels.get(0).rates())).isEqualTo("[[6.0, 0.0], [NaN, 0.0]]");
        assertThat(Arrays.deepToString(panels.get(1).rates())).isEqualTo("[[0.0, 1.0], [NaN, 2.0]]");
        assertThat(Arrays.deepToString(panels.get(2).rates())).isEqualTo("[[5.0, 5.0], [NaN, 5.0]]");
    }

    @Test
    void batchesAddUpVisitByVisit() {
        RateMaps maps = new RateMaps(new Box(2, false), 1, 1);
        maps.add(Matrix.of(2, 2, 0, 0, 0, 0), Matrix.of(1, 2, 1, 2));
        maps.add(Matrix.of(2, 1, 0, 0), Matrix.of(1, 1, 9));

        assertThat(maps.mostVarying(1).getFirst().rates()).isDeepEqualTo(new double[][] {{4}});
    }

    @Test
    void noMoreMapsAreMadeThanAskedFor() {
        RateMaps maps = new RateMaps(new Box(2, false), 3, 2);
        maps.add(POSITIONS, ACTIVITY);

        assertThat(maps.mostVarying(2)).extracting(RateMaps.UnitMap::unit).containsExactly(2, 1);
    }
}
