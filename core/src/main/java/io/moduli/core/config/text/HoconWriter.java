package io.moduli.core.config.text;

import com.typesafe.config.ConfigUtil;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes effective values: one key per line, objects indented, lists of single values on one line. */
final class HoconWriter {

    private static final String INDENT = "    ";

    private final boolean withOrigins;
    private final StringBuilder out = new StringBuilder();

    HoconWriter(boolean withOrigins) {
        this.withOrigins = withOrigins;
    }

    String write(EffectiveValue.Section root) {
        writeEntries(root, "");
        return out.toString();
    }

    private void writeEntries(EffectiveValue.Section section, String indent) {
        section.tag().ifPresent(tag -> writeEntry(Tagged.KEY, tag, indent));
        section.entries().forEach((key, value) -> writeEntry(key, value, indent));
    }

    private void writeEntry(String key, EffectiveValue value, String indent) {
        boolean object = value instanceof EffectiveValue.Section;
        out.append(indent).append(ConfigUtil.joinPath(key)).append(object ? " " : " = ");
        writeValue(value, indent);
    }

    private void writeValue(EffectiveValue value, String indent) {
        switch (value) {
            case EffectiveValue.Section section -> {
                out.append("{\n");
                writeEntries(section, indent + INDENT);
                out.append(indent).append("}\n");
            }
            case EffectiveValue.Sequence sequence when !fitsOnLine(sequence) -> {
                out.append("[\n");
                for (EffectiveValue element : sequence.elements()) {
                    out.append(indent).append(INDENT);
                    writeValue(element, indent + INDENT);
                }
                out.append(indent).append("]\n");
            }
            case EffectiveValue.Sequence sequence -> writeLine(onLine(sequence), origins(sequence).distinct().toList());
            case EffectiveValue.Leaf leaf -> writeLine(leaf.hocon(), List.of(leaf.origin().describe()));
        }
    }

    private void writeLine(String hocon, Collection<String> origins) {
        out.append(hocon);
        if (withOrigins) {
            out.append("  # ").append(String.join(", ", origins));
        }
        out.append('\n');
    }

    private static boolean fitsOnLine(EffectiveValue value) {
        return switch (value) {
            case EffectiveValue.Leaf _ -> true;
            case EffectiveValue.Sequence sequence -> sequence.elements().stream().allMatch(HoconWriter::fitsOnLine);
            case EffectiveValue.Section _ -> false;
        };
    }

    private static String onLine(EffectiveValue value) {
        return switch (value) {
            case EffectiveValue.Leaf leaf -> leaf.hocon();
            case EffectiveValue.Sequence sequence -> sequence.elements().stream().map(HoconWriter::onLine)
                    .collect(Collectors.joining(", ", "[", "]"));
            case EffectiveValue.Section _ -> throw new IllegalArgumentException("an object takes several lines");
        };
    }

    private static Stream<String> origins(EffectiveValue value) {
        return switch (value) {
            case EffectiveValue.Leaf leaf -> Stream.of(leaf.origin().describe());
            case EffectiveValue.Sequence sequence when sequence.elements().isEmpty() ->
                Stream.of(sequence.origin().describe());
            case EffectiveValue.Sequence sequence -> sequence.elements().stream().flatMap(HoconWriter::origins);
            case EffectiveValue.Section _ -> Stream.empty();
        };
    }
}
