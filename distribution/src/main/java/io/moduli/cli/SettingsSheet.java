package io.moduli.cli;

import io.moduli.api.task.MetricDefinition;
import io.moduli.core.config.model.SettingsDescription;
import java.io.PrintStream;
import java.util.List;

/** Settings with their types, defaults and descriptions, nested ones indented. */
final class SettingsSheet {

    private static final String INDENT = "  ";

    private final Console console;
    private final PrintStream out;

    SettingsSheet(Console console) {
        this.console = console;
        this.out = console.out();
    }

    void print(SettingsDescription settings) {
        if (!settings.description().isEmpty()) {
            print(settings.description(), INDENT, INDENT);
        }
        out.println();
        if (settings.entries().isEmpty()) {
            out.println(INDENT + "It has no settings.");
        }
        entries(settings, INDENT);
    }

    /** Metrics with their units and definitions; the loss, which every task has, comes last. */
    void print(List<MetricDefinition> metrics) {
        for (MetricDefinition metric : metrics) {
            metric(metric.name(), metric.unit(), metric.value()
                    + (metric.higherIsBetter() ? "; more is better" : "")
                    + (metric.baseline().isEmpty() ? "" : "; to compare with " + metric.baseline()));
        }
        metric("loss", "", "What training minimizes, without penalties; mean over the batches");
    }

    private void metric(String name, String unit, String definition) {
        out.println(INDENT + name + (unit.isEmpty() ? "" : ", in " + unit));
        print(definition, INDENT + INDENT + INDENT, INDENT + INDENT + INDENT);
    }

    private void entries(SettingsDescription settings, String indent) {
        for (SettingsDescription.Entry entry : settings.entries()) {
            print(entry.key() + ": " + entry.type() + ", " + presence(entry), indent, indent + INDENT + INDENT);
            if (!entry.description().isEmpty()) {
                print(entry.description(), indent + INDENT + INDENT, indent + INDENT + INDENT);
            }
            for (SettingsDescription nested : entry.nested()) {
                nested(nested, indent + INDENT + INDENT);
            }
        }
    }

    private void nested(SettingsDescription nested, String indent) {
        if (nested.name().isEmpty()) {
            entries(nested, indent);
        } else {
            String description = nested.description().isEmpty() ? "" : ": " + nested.description();
            print("type = " + nested.name() + description, indent, indent + INDENT + INDENT);
            entries(nested, indent + INDENT + INDENT);
        }
    }

    private void print(String text, String first, String further) {
        WrappedText.lines(text, console.width(), first, further).forEach(out::println);
    }

    private static String presence(SettingsDescription.Entry entry) {
        if (entry.required()) {
            return "required";
        }
        return entry.defaultText().map(text -> "by default " + text).orElse("optional");
    }
}
