package io.moduli.core.experiment;

import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.SettingOverride;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What is changed from trial to trial. */
public sealed interface Axis {

    /** What it is called. */
    String name();

    /** Where it was written. */
    Origin origin();

    /** Whether its numbers are spaced logarithmically. */
    boolean logarithmic();

    /** How many values it has in a grid, equal ones included; 0 if it is only for drawing. */
    long size();

    /**
     * A value of the grid.
     *
     * @param index from 0 to {@link #size()}
     */
    AxisEntry entry(int index);

    /**
     * A value that is drawn.
     *
     * @param draw uniform from 0 to 1, 1 excluded
     */
    AxisEntry drawn(double draw);

    /** Whether it changes nothing but the seed, so that trials are replicated over it. */
    boolean seeds();

    /** All values of the grid, each once: numbers of a range that are rounded may coincide. */
    default List<AxisEntry> entries() {
        Map<String, AxisEntry> byLabel = new LinkedHashMap<>();
        IntStream.range(0, Math.toIntExact(size())).mapToObj(this::entry)
                .forEach(entry -> byLabel.putIfAbsent(entry.label(), entry));
        return List.copyOf(byLabel.values());
    }

    /** Values one by one. */
    record Listed(String name, Origin origin, List<AxisEntry> all) implements Axis {

        public Listed {
            all = List.copyOf(all);
        }

        @Override
        public boolean logarithmic() {
            return false;
        }

        @Override
        public boolean seeds() {
            return all.stream().allMatch(AxisEntry::seed);
        }

        @Override
        public long size() {
            return all.size();
        }

        @Override
        public AxisEntry entry(int index) {
            return all.get(index);
        }

        @Override
        public AxisEntry drawn(double draw) {
            return all.get((int) (draw * all.size()));
        }
    }

    /**
     * The numbers of a range.
     *
     * @param path the setting that takes them
     * @param from the first number
     * @param to the last number
     * @param whole whether they are whole numbers
     * @param logarithmic whether they are spaced logarithmically
     * @param size how many there are in a grid; 0 if not given, which suffices for drawing
     */
    record Ranged(
            String name, Origin origin, List<String> path, double from, double to, boolean whole, boolean logarithmic,
            long size) implements Axis {

        /** The number of digits in a label. */
        private static final MathContext DIGITS = new MathContext(6);

        @Override
        public boolean seeds() {
            return path.equals(AxisEntry.SEED);
        }

        @Override
        public AxisEntry entry(int index) {
            return at(size == 1 ? 0 : (double) index / (size - 1), from, to);
        }

        @Override
        public AxisEntry drawn(double draw) {
            // Every whole number is equally likely, including the first and the last.
            return whole && logarithmic ? at(draw, from - 0.5, to + 0.5)
                    : whole ? of(Math.floor(from + draw * (to - from + 1)))
                            : at(draw, from, to);
        }

        private AxisEntry at(double share, double low, double high) {
            double value = logarithmic
                    ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low)))
                    : low + share * (high - low);
            return of(Math.clamp(whole ? Math.rint(value) : value, from, to));
        }

        /** A number as it is written, which is exactly the number that the trial gets. */
        private AxisEntry of(double value) {
            String text = whole
                    ? Long.toString((long) value)
                    : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
            RawValue.Scalar scalar = new RawValue.Scalar(RawValue.Kind.NUMBER, text, origin);
            return new AxisEntry(
                    text, OptionalDouble.of(Double.parseDouble(text)), List.of(new SettingOverride(path, scalar)),
                    origin);
        }
    }
}
