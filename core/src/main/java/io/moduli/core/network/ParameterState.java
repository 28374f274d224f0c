package io.moduli.core.network;

import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.storage.WeightStorage;
import io.moduli.core.state.MaskState;
import io.moduli.core.state.NumberType;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.state.StoredArray;
import io.moduli.core.state.UnfitStateException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state of a parameter: values and moments of the entries that survive, row by row, and for a weight with a mask
 * the number of survivors in each row and the column of each. So the size of a checkpoint depends on the surviving
 * entries, however a weight is stored.
 */
final class ParameterState {

    private static final String VALUES = "values";
    private static final String MOMENT = "moment-";

    private static final int CHUNK = 1 << 14;

    private static final ValueLayout.OfFloat LITTLE_ENDIAN = ValueLayout.JAVA_FLOAT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private ParameterState() {}

    static void save(Parameter parameter, StateWriter state) {
        WeightStorage storage = parameter.storage();
        Optional<Mask> mask = parameter.mask();
        mask.ifPresent(kept -> MaskState.save(kept, state));
        List<Integer> shape = shape(parameter, mask);
        state.array(VALUES, NumberType.F32, shape, output -> write(storage, storage.values(), mask, output));
        for (int number = 0; number < storage.moments().size(); number++) {
            MemorySegment moment = storage.moments().get(number);
            state.array(MOMENT + number, NumberType.F32, shape, output -> write(storage, moment, mask, output));
        }
    }

    private static List<Integer> shape(Parameter parameter, Optional<Mask> mask) {
        return mask.isPresent()
                ? List.of(Math.toIntExact(mask.get().count()))
                : List.of(parameter.rows(), parameter.columns());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(WeightStorage storage, MemorySegment numbers, Optional<Mask> mask, OutputStream output)
            throws IOException {
        if (storage.format() == StorageFormat.SPARSE) {
            writeSideBySide(numbers, storage.used(), output);
        } else {
            writeRows(storage, numbers, mask, output);
        }
    }

    /** The entries of a sparse weight are contiguous. */
    private static void writeSideBySide(MemorySegment numbers, long count, OutputStream output) throws IOException {
        byte[] chunk = new byte[CHUNK * Float.BYTES];
        for (long first = 0; first < count; first += CHUNK) {
            int length = (int) Math.min(CHUNK, count - first);
            MemorySegment.copy(
                    numbers, ValueLayout.JAVA_FLOAT, first * Float.BYTES, MemorySegment.ofArray(chunk), LITTLE_ENDIAN,
                    0, length);
            output.write(chunk, 0, length * Float.BYTES);
        }
    }

    private static void writeRows(
            WeightStorage storage, MemorySegment numbers, Optional<Mask> mask, OutputStream output)
            throws IOException {
        float[] values = new float[storage.columns()];
        ByteBuffer bytes = buffer(storage.columns() * Float.BYTES);
        for (int row = 0; row < storage.rows(); row++) {
            storage.read(numbers, row, values);
            int count = mask.isPresent() ? pack(values, mask.get(), row) : values.length;
            bytes.asFloatBuffer().put(values, 0, count);
            output.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    /** Moves the entries that a mask keeps to the front. */
    private static int pack(float[] values, Mask mask, int row) {
        int count = 0;
        for (int column = mask.nextKept(row, 0); column < values.length; column = mask.nextKept(row, column + 1)) {
            values[count++] = values[column];
        }
        return count;
    }

    static void restore(Parameter parameter, StateReader state, Function<Mask, StorageChoice> storageOf) {
        Optional<Mask> mask = Optional.empty();
        if (parameter.weight().isPresent() && MaskState.isIn(state)) {
            mask = Optional.of(MaskState.restore(state, parameter.rows(), parameter.columns()));
            parameter.prune(mask.get(), storageOf.apply(mask.get()));
        } else if (parameter.mask().isPresent()) {
            throw new UnfitStateException(
                    "%s has no mask, but was pruned before it was taken back".formatted(parameter.name()));
        }
        WeightStorage storage = parameter.storage();
        List<Integer> shape = shape(parameter, mask);
        read(state.array(VALUES, NumberType.F32, shape), storage, storage.values(), mask);
        for (int number = 0; number < storage.moments().size(); number++) {
            read(state.array(MOMENT + number, NumberType.F32, shape), storage, storage.moments().get(number), mask);
        }
        parameter.valuesChanged();
    }

    private static void read(
            StoredArray stored, WeightStorage storage, MemorySegment numbers, Optional<Mask> mask) {
        int width = storage.columns();
        float[] values = new float[width];
        for (int row = 0; row < storage.rows(); row++) {
            if (mask.isPresent()) {
                for (int column = mask.get().nextKept(row, 0); column < width; column = mask.get()
                        .nextKept(row, column + 1)) {
                    values[column] = stored.nextFloat();
                }
            } else {
                for (int column = 0; column < width; column++) {
                    values[column] = stored.nextFloat();
                }
            }
            storage.write(numbers, row, values);
        }
    }
}
