package io.moduli.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.moduli.api.state.StateArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A dictionary of state that was stored by a {@link StateWriter}. */
public final class StateReader {

    private final String path;
    private final JsonNode object;
    private final ArraySource arrays;

    /**
     * A stored dictionary.
     *
     * @param object everything but arrays
     * @param arrays the arrays
     */
    public StateReader(JsonNode object, ArraySource arrays) {
        this("", object, arrays);
    }

    private StateReader(String path, JsonNode object, ArraySource arrays) {
        this.path = path;
        this.object = object;
        this.arrays = arrays;
    }

    /** The dictionary of this name below this one; an empty one if there is none. */
    public StateReader within(String name) {
        JsonNode below = object.path(name);
        return new StateReader(
                path + name + StateWriter.SEPARATOR, below.isObject() ? below : MissingNode.getInstance(), arrays);
    }

    /** A whole number. */
    public long number(String name) {
        return value(name, "a whole number", JsonNode::isIntegralNumber).asLong();
    }

    /** A whole number that an {@code int} can hold. */
    public int count(String name) {
        return value(name, "a whole number", JsonNode::canConvertToInt).asInt();
    }

    /** A number, finite or not. */
    public double real(String name) {
        JsonNode value = value(name, "a number", node -> node.isNumber() || node.isTextual());
        try {
            return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
        } catch (NumberFormatException malformed) {
            throw new UnfitStateException("%s%s is %s, not a number".formatted(path, name, value), malformed);
        }
    }

    /** A truth value. */
    public boolean flag(String name) {
        return value(name, "true or false", JsonNode::isBoolean).asBoolean();
    }

    /** A text. */
    public String text(String name) {
        return value(name, "a text", JsonNode::isTextual).asText();
    }

    /** Texts in their order. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        value(name, "a list of texts", JsonNode::isArray).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode value(String name, String wanted, Predicate<JsonNode> fits) {
        JsonNode value = object.path(name);
        if (!fits.test(value)) {
            throw new UnfitStateException(value.isMissingNode()
                    ? "there is no %s%s, which should be %s".formatted(path, name, wanted)
                    : "%s%s is %s, not %s".formatted(path, name, value, wanted));
        }
        return value;
    }

    /** Whether there is an array of this name. */
    public boolean has(String name) {
        return arrays.find(path + name).isPresent();
    }

    /**
     * An array of known extents.
     *
     * @param type of its numbers
     * @throws UnfitStateException if there is none, or one of a different type or shape
     */
    public StoredArray array(String name, NumberType type, List<Integer> shape) {
        ArraySource.Shape there = shape(name);
        if (!there.type().equals(type.name()) || !there.extents().equals(shape.stream().map(Long::valueOf).toList())) {
            throw new UnfitStateException("%s%s is %s of shape %s, not %s of shape %s".formatted(
                    path, name, there.type(), there.extents(), type, shape));
        }
        return new StoredArray(
                arrays, path + name, type, shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
    }

    private ArraySource.Shape shape(String name) {
        Optional<ArraySource.Shape> there = arrays.find(path + name);
        return there.orElseThrow(() -> new UnfitStateException("there is no array %s%s".formatted(path, name)));
    }

    /** The state of a component, in its order. */
    public List<StateArray> arrays(String name) {
        StateReader below = within(name + "-arrays");
        List<StateArray> all = new ArrayList<>();
        for (String array : texts(name)) {
            List<Integer> shape = below.shape(array).extents().stream().map(Math::toIntExact).toList();
            StoredArray stored = below.array(array, NumberType.F64, shape);
            double[] values = new double[Math.toIntExact(stored.count())];
            for (int index = 0; index < values.length; index++) {
                values[index] = stored.nextDouble();
            }
            all.add(new StateArray(array, shape, values));
        }
        return all;
    }
}
