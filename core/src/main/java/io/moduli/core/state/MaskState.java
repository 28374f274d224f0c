package io.moduli.core.state;

import io.moduli.api.weight.Mask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Masks in a state: the number of survivors in each row, and the column of each. */
public final class MaskState {

    private static final String ROW_COUNTS = "row-counts";
    private static final String COLUMNS = "columns";

    /** Up to this many columns, column numbers take two bytes. */
    private static final int SHORT_COLUMNS = 1 << Short.SIZE;

    private MaskState() {}

    /** Writes a mask. */
    public static void save(Mask mask, StateWriter state) {
        state.array(ROW_COUNTS, NumberType.I32, List.of(mask.rows()), output -> {
            ByteBuffer counts = buffer(mask.rows() * Integer.BYTES);
            for (int row = 0; row < mask.rows(); row++) {
                counts.putInt(mask.count(row));
            }
            output.write(counts.array());
        });
        NumberType type = columnType(mask.columns());
        state.array(COLUMNS, type, List.of(Math.toIntExact(mask.count())), output -> {
            for (int row = 0; row < mask.rows(); row++) {
                ByteBuffer numbers = buffer(mask.count(row) * type.bytes());
                for (int column = mask.nextKept(row, 0); column
                        < mask.columns(); column = mask.nextKept(row, column + 1)) {
                    if (type == NumberType.U16) {
                        numbers.putShort((short) column);
                    } else {
                        numbers.putInt(column);
                    }
                }
                output.write(numbers.array());
            }
        });
    }

    /** Whether a state has a mask. */
    public static boolean isIn(StateReader state) {
        return state.has(ROW_COUNTS);
    }

    /** Reads a mask of known extents back. */
    public static Mask restore(StateReader state, int rows, int columns) {
        StoredArray counts = state.array(ROW_COUNTS, NumberType.I32, List.of(rows));
        int[] ofRows = new int[rows];
        long all = 0;
        for (int row = 0; row < rows; row++) {
            ofRows[row] = counts.nextInt();
            all += ofRows[row];
        }
        StoredArray kept = state.array(COLUMNS, columnType(columns), List.of(Math.toIntExact(all)));
        Mask.Builder mask = Mask.builder(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int entry = 0; entry < ofRows[row]; entry++) {
                mask.keep(row, kept.nextInt());
            }
        }
        return mask.build();
    }

    private static NumberType columnType(int columns) {
        return columns <= SHORT_COLUMNS ? NumberType.U16 : NumberType.I32;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
