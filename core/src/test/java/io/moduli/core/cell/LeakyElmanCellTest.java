package io.moduli.core.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.host.ForwardWindows;
import io.moduli.api.host.StepWindow;
import io.moduli.api.settings.SettingException;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.cell.LeakyElmanCell.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakyElmanCellTest {

    @Test
    void aUnitGoesAShareOfTheWayInEachStep() {
        // α = 1/4: 2 + (max(6, 0) - 2) / 4 and 1 + (0 - 1) / 4.
        LeakyElmanCell cell = new LeakyElmanCell(new Settings(ElmanCell.Activation.RELU, 4, false));
        assertThat(next(cell, Map.of())).containsExactly(3, 0.75f);
    }

    @Test
    void eachUnitHasTheShareThatItHasLearned() {
        // 1 / (1 + exp(0)) = 1/2, and 1 / (1 + exp(-ln 3)) = 3/4.
        LeakyElmanCell cell = new LeakyElmanCell(new Settings(ElmanCell.Activation.RELU, 4, true));
        Matrix leak = Matrix.column(0, (float) Math.log(3));
        float[] next = next(cell, Map.of(StepWindow.VECTOR, List.of(leak)));

        assertThat(next[0]).isEqualTo(4);
        assertThat(next[1]).isEqualTo(0.25f, within(1e-7f));
    }

    @Test
    void whatIsLearnedBeginsWithTheTimeConstant() {
        // α = 1/4 is the sigmoid of -ln 3.
        LeakyElmanCell cell = new LeakyElmanCell(new Settings(ElmanCell.Activation.TANH, 4, true));
        assertThat(cell.shape().vectors().getFirst().low()).isEqualTo(-Math.log(3));
        assertThat(cell.shape().vectors().getFirst().high()).isEqualTo(-Math.log(3));
    }

    @Test
    void aTimeConstantOfOneCannotBeLearned() {
        assertThat(catchThrowableOfType(SettingException.class,
                () -> new Settings(ElmanCell.Activation.TANH, 1, true)).setting()).isEqualTo("time-constant");
    }

    private static float[] next(LeakyElmanCell cell, Map<StepWindow, List<Matrix>> vectors) {
        Matrix next = Matrix.allocate(2, 1);
        Map<StepWindow, List<Matrix>> windows = new EnumMap<>(Map.of(
                StepWindow.INPUT, List.of(Matrix.column(6, -1)),
                StepWindow.PREVIOUS, List.of(Matrix.column(2, 1)),
                StepWindow.NEXT, List.of(next),
                StepWindow.SAVED, List.of(Matrix.allocate(2, 1))));
        windows.putAll(vectors);
        cell.forward(new ForwardWindows(cell.shape(), 2, 1, windows));
        return next.toArray();
    }
}
