package io.moduli.core.state;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.api.state.StateArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A dictionary of state that is being written. Arrays are written directly from their memory, so the dictionary must be
 * stored before any of them changes.
 */
public final class StateWriter {

    static final String SEPARATOR = "/";

    private final String path;
    private final JsonPointer place;
    private final ObjectNode root;
    private final List<SavedArray> arrays;

    /** An empty dictionary. */
    public StateWriter() {
        this("", JsonPointer.empty(), JsonNodeFactory.instance.objectNode(), new ArrayList<>());
    }

    private StateWriter(String path, JsonPointer place, ObjectNode root, List<SavedArray> arrays) {
        this.path = path;
        this.place = place;
        this.root = root;
        this.arrays = arrays;
    }

    /** The dictionary of this name below this one; it is not stored if it is empty. */
    public StateWriter within(String name) {
        return new StateWriter(path + name + SEPARATOR, place.appendProperty(name), root, arrays);
    }

    private ObjectNode object() {
        return place.matches() ? root : root.withObject(place);
    }

    /** Keeps a whole number. */
    public StateWriter put(String name, long value) {
        object().put(name, value);
        return this;
    }

    /** Stores a number; one that is not finite is stored as text. */
    public StateWriter put(String name, double value) {
        if (Double.isFinite(value)) {
            object().put(name, value);
        } else {
            object().put(name, Double.toString(value));
        }
        return this;
    }

    /** Keeps a truth value. */
    public StateWriter put(String name, boolean value) {
        object().put(name, value);
        return this;
    }

    /** Keeps a text. */
    public StateWriter put(String name, String value) {
        object().put(name, value);
        return this;
    }

    /** Stores texts in order. */
    public StateWriter put(String name, List<String> values) {
        values.forEach(object().putArray(name)::add);
        return this;
    }

    /**
     * Stores an array.
     *
     * @param content writes as many numbers as the shape says
     */
    public StateWriter array(String name, NumberType type, List<Integer> shape, SavedArray.Content content) {
        arrays.add(new SavedArray(path + name, type, shape, content));
        return this;
    }

    /** Stores the state of a component, in its order. */
    public StateWriter arrays(String name, List<StateArray> state) {
        put(name, state.stream().map(StateArray::name).toList());
        StateWriter below = within(name + "-arrays");
        for (StateArray array : state) {
            below.array(array.name(), NumberType.F64, array.shape(), output -> write(output, array.values()));
        }
        return this;
    }

    private static void write(OutputStream output, double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        output.write(buffer.array());
    }

    /** Everything except arrays, of all dictionaries with the same root. */
    public ObjectNode json() {
        return root;
    }

    /** All arrays, of all dictionaries with the same root. */
    public List<SavedArray> arrays() {
        return List.copyOf(arrays);
    }
}
