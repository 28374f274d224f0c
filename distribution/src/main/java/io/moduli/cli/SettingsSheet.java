package io.moduli.cli;

import io.moduli.core.config.model.SettingsDescription;
import java.io.PrintStream;

/** Settings with their types, defaults and descriptions, those within them indented. */
final class SettingsSheet {

    private static final String INDENT = "  ";

    private final PrintStream out;

    SettingsSheet(PrintStream out) {
        this.out = out;
    }

    void print(SettingsDescription settings) {
        if (!settings.description().isEmpty()) {
            out.println(INDENT + settings.description());
        }
        out.println();
        if (settings.entries().isEmpty()) {
            out.println(INDENT + "It has no settings.");
        }
        entries(settings, INDENT);
    }

    private void entries(SettingsDescription settings, String indent) {
        for (SettingsDescription.Entry entry : settings.entries()) {
            out.println(indent + entry.key() + ": " + entry.type() + ", " + presence(entry));
            if (!entry.description().isEmpty()) {
                out.println(indent + INDENT + INDENT + entry.description());
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
            out.println(indent + "type = " + nested.name() + description);
            entries(nested, indent + INDENT + INDENT);
        }
    }

    private static String presence(SettingsDescription.Entry entry) {
        if (entry.required()) {
            return "required";
        }
        return entry.defaultText().map(text -> "by default " + text).orElse("optional");
    }
}
