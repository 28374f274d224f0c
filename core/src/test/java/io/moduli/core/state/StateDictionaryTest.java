package io.moduli.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.state.StateArray;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDictionaryTest {

    @Test
    void whatWasWrittenComesBack() throws Exception {
        StateWriter state = new StateWriter();
        state.within("a").within("b").put("steps", 1L << 40).put("begun", true).put("rate", 0.1)
                .put("least", Double.POSITIVE_INFINITY).put("name", "last").put("told", List.of("x", "y"));
        state.within("a").array("indices", NumberType.U16, List.of(2), output -> output.write(
                new byte[] {1, 0, -1, -1}));

        StateReader reader = StoredState.of(state).within("a");

        StateReader below = reader.within("b");
        assertThat(below.number("steps")).isEqualTo(1L << 40);
        assertThat(below.flag("begun")).isTrue();
        assertThat(below.real("rate")).isEqualTo(0.1);
        assertThat(below.real("least")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(below.text("name")).isEqualTo("last");
        assertThat(below.texts("told")).containsExactly("x", "y");
        StoredArray indices = reader.array("indices", NumberType.U16, List.of(2));
        assertThat(List.of(indices.nextInt(), indices.nextInt())).containsExactly(1, 65535);
    }

    @Test
    void whatAComponentKeepsComesBackInItsOrder() throws Exception {
        // More than the reader's buffer holds.
        double[] many = new double[10_000];
        many[9_999] = 7;
        StateWriter state = new StateWriter();
        state.arrays("kept", List.of(
                new StateArray("z", List.of(10_000), many), new StateArray("a", List.of(1, 2), new double[] {1, 2})));
        state.arrays("nothing", List.of());

        List<StateArray> kept = StoredState.of(state).arrays("kept");

        assertThat(kept).extracting(StateArray::name).containsExactly("z", "a");
        assertThat(kept.getFirst().values()).isEqualTo(many);
        assertThat(kept.getLast().shape()).containsExactly(1, 2);
        assertThat(StoredState.of(state).arrays("nothing")).isEmpty();
    }

    @Test
    void whatDoesNotFitIsToldByItsName() throws Exception {
        StateWriter state = new StateWriter();
        state.within("optimizer").put("steps", "many").array("moments", NumberType.F32, List.of(1), output -> output
                .write(new byte[4]));
        StateReader reader = StoredState.of(state).within("optimizer");

        assertThatThrownBy(() -> reader.number("steps")).isInstanceOf(UnfitStateException.class)
                .hasMessage("optimizer/steps is \"many\", not a whole number");
        assertThatThrownBy(() -> reader.flag("begun")).isInstanceOf(UnfitStateException.class)
                .hasMessage("there is no optimizer/begun, which should be true or false");
        assertThatThrownBy(() -> reader.array("moments", NumberType.F32, List.of(2)))
                .isInstanceOf(UnfitStateException.class)
                .hasMessage("optimizer/moments is F32 of shape [1], not F32 of shape [2]");
        assertThatThrownBy(() -> reader.array("values", NumberType.F32, List.of(2)))
                .isInstanceOf(UnfitStateException.class).hasMessage("there is no array optimizer/values");
        assertThat(reader.has("moments")).isTrue();
        assertThat(reader.has("values")).isFalse();
    }
}
