package io.moduli.api.testkit;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.host.BackwardWindows;
import io.moduli.api.host.ForwardWindows;
import io.moduli.api.host.StepWindow;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The windows of one step. Each lies on memory of its own, with a stride and an offset unlike its neighbours', amid numbers
 * that are not to be read or written: NaN, so that a result which depends on them is NaN, too. What a cell has to write is
 * NaN before.
 */
final class CellBench {

    private final CellShape shape;
    private final int batch;
    private final List<Window> windows = new ArrayList<>();
    private final List<Window> input;
    private final List<Window> recurrent;
    private final List<Window> previous;
    private final List<Window> next;
    private final List<Window> saved;
    private final List<Window> vectors;
    private final List<Window> nextGradients;
    private final List<Window> previousGradients;
    private final List<Window> vectorGradients;

    /** Puts a point on the bench; vector gradients start from a number, since cells add to them. */
    CellBench(CellShape shape, CellPoint point, float vectorGradientStart) {
        this.shape = shape;
        this.batch = point.batch();
        int units = point.units();
        float[] unwritten = new float[units * batch];
        Arrays.fill(unwritten, Float.NaN);
        float[] start = new float[units];
        Arrays.fill(start, vectorGradientStart);
        int states = shape.states().size();
        this.input = windows("input pre-activations", point.input(), units, batch);
        this.recurrent = windows("recurrent pre-activations", point.recurrent(), units, batch);
        this.previous = windows("previous state", point.previous(), units, batch);
        this.next = windows("next state", repeat(unwritten, states), units, batch);
        this.saved = windows("saved", repeat(unwritten, shape.saved()), units, batch);
        this.vectors = windows("unit vector", point.vectors(), units, 1);
        this.nextGradients = windows("gradient with respect to the next state", point.gradients(), units, batch);
        this.previousGradients = windows("gradient with respect to the previous state", repeat(unwritten, states),
                units, batch);
        this.vectorGradients = windows("gradient with respect to the unit vector",
                repeat(start, shape.vectors().size()), units, 1);
    }

    private static List<float[]> repeat(float[] values, int times) {
        return Stream.generate(() -> values).limit(times).toList();
    }

    private List<Window> windows(String name, List<float[]> contents, int rows, int columns) {
        List<Window> made = new ArrayList<>();
        for (int number = 0; number < contents.size(); number++) {
            int margin = windows.size();
            Matrix memory = Matrix.allocate(rows + 3, columns + 3 + margin % 7);
            memory.fill(Float.NaN);
            Matrix view = memory.window(1 + margin % 2, rows, 1 + margin % 3, columns);
            view.copyFrom(Matrix.of(rows, columns, contents.get(number)));
            Window window = new Window(name + " " + number, memory, view, bits(memory), contents.get(number));
            windows.add(window);
            made.add(window);
        }
        return made;
    }

    /** The step of some of the units. */
    ForwardWindows forward(int firstUnit, int units) {
        return new ForwardWindows(shape, units, batch, Map.of(
                StepWindow.INPUT, rows(input, firstUnit, units),
                StepWindow.RECURRENT, rows(recurrent, firstUnit, units),
                StepWindow.PREVIOUS, rows(previous, firstUnit, units),
                StepWindow.NEXT, rows(next, firstUnit, units),
                StepWindow.SAVED, rows(saved, firstUnit, units),
                StepWindow.VECTOR, rows(vectors, firstUnit, units)));
    }

    /** The way back through {@link #forward}. */
    BackwardStep backward(int firstUnit, int units) {
        return new BackwardWindows(forward(firstUnit, units), Map.of(
                StepWindow.NEXT_GRADIENT, rows(nextGradients, firstUnit, units),
                StepWindow.PREVIOUS_GRADIENT, rows(previousGradients, firstUnit, units),
                StepWindow.VECTOR_GRADIENT, rows(vectorGradients, firstUnit, units)));
    }

    private static List<Matrix> rows(List<Window> windows, int firstUnit, int units) {
        return windows.stream().map(window -> window.view.rowWindow(firstUnit, units)).toList();
    }

    List<float[]> next() {
        return contents(next);
    }

    /** After the backward pass: the gradients with respect to a part of the point. */
    List<float[]> gradients(CellPoint.Part part) {
        return contents(switch (part) {
            case INPUT -> input;
            case RECURRENT -> recurrent;
            case PREVIOUS -> previousGradients;
            case VECTOR -> vectorGradients;
        });
    }

    private static List<float[]> contents(List<Window> windows) {
        return windows.stream().map(window -> window.view.toArray()).toList();
    }

    /** The first window that has been written beside. */
    Optional<String> writtenBeside() {
        return windows.stream().filter(Window::surroundingsChanged).map(Window::name).findFirst();
    }

    /** The first of the windows that are only to be read and have changed. */
    Optional<String> changed() {
        return Stream.of(previous, vectors, nextGradients)
                .flatMap(List::stream)
                .filter(window -> !Arrays.equals(window.view.toArray(), window.contents))
                .map(Window::name)
                .findFirst();
    }

    /** The first of the windows that the last pass had to write and that holds a number that is not finite. */
    Optional<String> infinite(boolean backward) {
        Stream<List<Window>> written = backward
                ? Stream.of(next, input, recurrent, previousGradients, vectorGradients)
                : Stream.of(next);
        return written.flatMap(List::stream).filter(Window::infinite).map(Window::name).findFirst();
    }

    /** The bits of all windows and what is around them. */
    List<int[]> everything() {
        return windows.stream().map(window -> bits(window.memory)).toList();
    }

    private static int[] bits(Matrix matrix) {
        float[] values = matrix.toArray();
        int[] bits = new int[values.length];
        Arrays.setAll(bits, index -> Float.floatToRawIntBits(values[index]));
        return bits;
    }

    private record Window(String name, Matrix memory, Matrix view, int[] bitsBefore, float[] contents) {

        /** Whether anything but the window itself is no longer what it was. */
        boolean surroundingsChanged() {
            Matrix before = Matrix.of(memory.rows(), memory.columns(), memory.toArray());
            int[] now = bits(before);
            int first = Math.toIntExact(view.byteOffset(0, 0) / Float.BYTES);
            for (int index = 0; index < now.length; index++) {
                int row = (index - first) / memory.stride();
                int column = (index - first) % memory.stride();
                boolean inside = index >= first && row < view.rows() && column < view.columns();
                if (!inside && now[index] != bitsBefore[index]) {
                    return true;
                }
            }
            return false;
        }

        boolean infinite() {
            for (float value : view.toArray()) {
                if (!Float.isFinite(value)) {
                    return true;
                }
            }
            return false;
        }
    }
}
