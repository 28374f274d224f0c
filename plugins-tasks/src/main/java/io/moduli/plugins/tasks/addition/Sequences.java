package io.moduli.plugins.tasks.addition;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;

/** The sequences of a split; they never change once drawn. */
final class Sequences {

    private final int length;
    private final float[] values;
    private final int[] marks;

    private Sequences(int length, float[] values, int[] marks) {
        this.length = length;
        this.values = values;
        this.marks = marks;
    }

    /** Draws sequence after sequence: first its numbers, then the places of its marks. */
    static Sequences draw(int count, int length, MarkPlacement placement, RandomGenerator random) {
        float[] values = new float[count * length];
        int[] marks = new int[count * 2];
        for (int sequence = 0; sequence < count; sequence++) {
            for (int step = 0; step < length; step++) {
                values[sequence * length + step] = random.nextFloat();
            }
            placement.place(random, length, marks, 2 * sequence);
        }
        return new Sequences(length, values, marks);
    }

    /** How many there are. */
    int count() {
        return marks.length / 2;
    }

    /**
     * Writes one sequence into each column of a batch.
     *
     * @param order numbers of sequences
     * @param first where in the order the batch begins
     * @param input receives the numbers in row 0 and the marks in row 1, [2 × time · batch]
     * @param target receives the sums, [1 × batch]
     */
    void copy(int[] order, int first, Matrix input, Matrix target) {
        int batch = target.columns();
        MemorySegment memory = input.memory();
        long valueRow = input.byteOffset(0, 0);
        long markRow = input.byteOffset(1, 0);
        memory.asSlice(markRow, (long) input.columns() * Float.BYTES).fill((byte) 0);
        for (int column = 0; column < batch; column++) {
            int sequence = order[first + column];
            int from = sequence * length;
            for (int step = 0; step < length; step++) {
                memory.set(ValueLayout.JAVA_FLOAT, valueRow + at(step, batch, column), values[from + step]);
            }
            int firstMark = marks[2 * sequence];
            int secondMark = marks[2 * sequence + 1];
            memory.set(ValueLayout.JAVA_FLOAT, markRow + at(firstMark, batch, column), 1);
            memory.set(ValueLayout.JAVA_FLOAT, markRow + at(secondMark, batch, column), 1);
            target.set(0, column, values[from + firstMark] + values[from + secondMark]);
        }
    }

    private static long at(int step, int batch, int column) {
        return ((long) step * batch + column) * Float.BYTES;
    }
}
