package io.moduli.core.report.figure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A figure as JSON: its record components by their names and the name of its record as {@code kind}, of layers, too.
 * Numbers have five significant digits, which is more than anyone can see; those that are not finite are {@code null},
 * since JSON does not have them. Bytes are in Base64.
 */
public final class FigureJson {

    private static final MathContext DIGITS = new MathContext(5);

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new SimpleModule()
            .addSerializer(double.class, new NumberSerializer())
            .addSerializer(Double.class, new NumberSerializer())
            .addSerializer(double[].class, new NumbersSerializer())
            .addSerializer(new OptionalSerializer()));

    private FigureJson() {}

    /** The JSON of a figure, without any {@code <}, so that nothing in it can end the HTML element that contains it. */
    public static String of(Figure figure) {
        try {
            return MAPPER.writeValueAsString(figure).replace("<", "\\u003c");
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("figure " + figure.name() + " is not JSON", failed);
        }
    }

    private static void write(double number, JsonGenerator json) throws IOException {
        if (!Double.isFinite(number)) {
            json.writeNull();
        } else if (number == Math.rint(number) && Math.abs(number) < 1e6) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(new BigDecimal(number).round(DIGITS).doubleValue());
        }
    }

    private static final class NumberSerializer extends StdSerializer<Double> {

        private static final long serialVersionUID = 1;

        NumberSerializer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double number, JsonGenerator json, SerializerProvider provider) throws IOException {
            write(number, json);
        }
    }

    /** Absent values are {@code null}. */
    private static final class OptionalSerializer extends StdSerializer<Optional<?>> {

        private static final long serialVersionUID = 1;

        OptionalSerializer() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeObject(value.orElse(null));
        }
    }

    private static final class NumbersSerializer extends StdSerializer<double[]> {

        private static final long serialVersionUID = 1;

        NumbersSerializer() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] numbers, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray();
            for (double number : numbers) {
                write(number, json);
            }
            json.writeEndArray();
        }
    }
}
