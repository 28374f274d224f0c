package io.moduli.api.testkit;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a {@link RecurrentCell} promises, for batches of 1, 5, 16 and 33.
 *
 * <ul>
 *   <li>Its shape is always the same; its states and unit vectors have different names.
 *   <li>{@code backward} gives the gradients of what {@code forward} computes: those with respect to the pre-activations and
 *       the previous states are written, those with respect to the unit vectors added.
 *   <li>It is point-wise: the units in parts give the same bytes as all at once, and no sequence depends on another.
 *   <li>It reads and writes nothing outside of its windows, whatever their strides and offsets, and does not write to
 *       previous states, unit vectors and gradients with respect to next states, nor to next states in the backward pass.
 *   <li>It holds no state, and several threads that call it at once get the same bytes as one.
 *   <li>Pre-activations of ±60 have finite states and gradients.
 * </ul>
 */
public final class RecurrentCellContract {

    private static final int UNITS = 21;
    private static final List<Integer> BATCHES = List.of(1, 5, 16, 33);
    private static final float SATURATION = 60;
    private static final int THREADED = 8;
    private static final int ROUNDS = 20;

    private final RecurrentCell cell;
    private final CellShape shape;
    private final long seed;
    private final Findings findings;

    private RecurrentCellContract(RecurrentCell cell, long seed) {
        this.cell = cell;
        this.shape = cell.shape();
        this.seed = seed;
        this.findings = new Findings(cell);
    }

    /** Looks for violations; none means that the cell passes. The same seed looks at the same numbers. */
    public static List<Violation> check(RecurrentCell cell, long seed) {
        RecurrentCellContract contract = new RecurrentCellContract(cell, seed);
        contract.findings.examine("shape", contract::checkShape);
        BATCHES.forEach(batch -> contract.findings.examine("steps", () -> contract.checkSteps(batch)));
        if (contract.findings.violations().isEmpty()) {
            contract.findings.examine("concurrency", contract::checkThreads);
        }
        return contract.findings.violations();
    }

    private void checkThreads() {
        List<CellPoint> points = new ArrayList<>();
        for (int number = 0; number < THREADED; number++) {
            points.add(CellPoint.random(shape, UNITS, BATCHES.get(2), seed + number));
        }
        Concurrency.difference(THREADED, ROUNDS, number -> flat(statesAndGradients(points.get(number))))
                .ifPresent(difference -> findings.require(
                        false, "concurrency",
                        "states and gradients are other ones beside other threads, such as %s instead of %s",
                        difference.together()[difference.first()], difference.alone()[difference.first()]));
        List<Runnable> uses = points.stream().map(point -> (Runnable) () -> flat(statesAndGradients(point))).toList();
        List<String> written = SharedMemory.written(cell, uses);
        findings.require(
                written.isEmpty(), "concurrency", "it writes to %s, which all threads share; a cell holds no state",
                written);
    }

    private static double[] flat(List<float[]> arrays) {
        return arrays.stream()
                .flatMapToDouble(array -> IntStream.range(0, array.length).mapToDouble(index -> array[index]))
                .toArray();
    }

    private void checkSteps(int batch) {
        CellPoint point = CellPoint.random(shape, UNITS, batch, seed + batch);
        checkWindows(point, "batch " + batch);
        checkWindows(point.saturated(SATURATION), "batch %d, pre-activations of ±60".formatted(batch));
        checkParts(point);
        checkSequences(point);
        checkAddition(point);
        new CellGradientCheck(cell, point, findings).check();
    }

    private void checkShape() {
        findings.require(shape.equals(cell.shape()), "shape", "%s, asked again: %s", shape, cell.shape());
        requireDistinct("states", shape.states());
        requireDistinct("unit vectors", shape.vectors().stream().map(UnitVector::name).toList());
    }

    private void requireDistinct(String what, List<String> names) {
        findings.require(names.stream().distinct().count() == names.size(), "shape", "the names of the %s: %s", what,
                names);
    }

    private void checkWindows(CellPoint point, String where) {
        CellBench bench = new CellBench(shape, point, 0);
        cell.forward(bench.forward(0, UNITS));
        check(bench, where + ", forward", false);
        List<float[]> next = bench.next();
        cell.backward(bench.backward(0, UNITS));
        check(bench, where + ", backward", true);
        List<float[]> nextAfter = bench.next();
        for (int state = 0; state < next.size(); state++) {
            findings.require(
                    Arrays.equals(next.get(state), nextAfter.get(state)),
                    "read-only", "%s: the backward pass wrote to the next state %d", where, state);
        }
    }

    private void check(CellBench bench, String where, boolean backward) {
        bench.infinite(backward).ifPresent(window -> findings.require(
                false, "finite", "%s: %s is not written, depends on what is outside of the windows, or is not finite",
                where, window));
        bench.writtenBeside().ifPresent(
                window -> findings.require(false, "windows", "%s: something beside %s was written", where, window));
        bench.changed().ifPresent(window -> findings.require(false, "read-only", "%s: %s was written", where, window));
    }

    private void checkParts(CellPoint point) {
        CellBench whole = new CellBench(shape, point, 0);
        cell.forward(whole.forward(0, UNITS));
        cell.backward(whole.backward(0, UNITS));
        CellBench parts = new CellBench(shape, point, 0);
        List<int[]> ranges = List.of(new int[] {13, 8}, new int[] {0, 5}, new int[] {5, 1}, new int[] {6, 7});
        ranges.forEach(range -> cell.forward(parts.forward(range[0], range[1])));
        ranges.forEach(range -> cell.backward(parts.backward(range[0], range[1])));
        findings.require(
                same(whole.everything(), parts.everything()),
                "units", "batch %d: computed in parts, the units have other bytes than all at once", point.batch());
    }

    private static boolean same(List<int[]> left, List<int[]> right) {
        for (int index = 0; index < left.size(); index++) {
            if (!Arrays.equals(left.get(index), right.get(index))) {
                return false;
            }
        }
        return true;
    }

    private void checkSequences(CellPoint point) {
        List<float[]> one = statesAndGradients(point);
        List<float[]> other = statesAndGradients(point.withOtherLastSequence());
        int batch = point.batch();
        for (int array = 0; array < one.size(); array++) {
            for (int index = 0; index < one.get(array).length; index++) {
                boolean last = index % batch == batch - 1;
                float before = one.get(array)[index];
                float after = other.get(array)[index];
                findings.require(
                        last || Float.compare(before, after) == 0,
                        "sequences", "batch %d: sequence %d changes when the last one does", batch, index % batch);
            }
        }
    }

    private List<float[]> statesAndGradients(CellPoint point) {
        CellBench bench = new CellBench(shape, point, 0);
        cell.forward(bench.forward(0, UNITS));
        cell.backward(bench.backward(0, UNITS));
        return Stream.of(
                bench.next(),
                bench.gradients(CellPoint.Part.INPUT),
                bench.gradients(CellPoint.Part.RECURRENT),
                bench.gradients(CellPoint.Part.PREVIOUS))
                .flatMap(List::stream)
                .toList();
    }

    /** Vector gradients that start from 8 end 8 above those that start from 0. */
    private void checkAddition(CellPoint point) {
        List<float[]> fromZero = vectorGradients(point, 0);
        List<float[]> fromEight = vectorGradients(point, 8);
        for (int vector = 0; vector < fromZero.size(); vector++) {
            for (int unit = 0; unit < UNITS; unit++) {
                float added = fromEight.get(vector)[unit] - 8;
                float expected = fromZero.get(vector)[unit];
                findings.require(
                        Math.abs(added - expected) <= 1e-4 * (1 + Math.abs(expected)),
                        "addition",
                        "batch %d: the gradient with respect to unit vector %s is not added to what was there",
                        point.batch(), shape.vectors().get(vector).name());
            }
        }
    }

    private List<float[]> vectorGradients(CellPoint point, float start) {
        CellBench bench = new CellBench(shape, point, start);
        cell.forward(bench.forward(0, UNITS));
        cell.backward(bench.backward(0, UNITS));
        return bench.gradients(CellPoint.Part.VECTOR);
    }
}
