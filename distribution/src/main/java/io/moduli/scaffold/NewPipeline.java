package io.moduli.scaffold;

import io.moduli.core.config.model.SettingsDescription;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline to begin from: a task with all of its settings, each explained in a comment, and a network that is trained and
 * pruned on it.
 *
 * @param task the task's name
 * @param settings what can be set for it
 */
public record NewPipeline(String task, SettingsDescription settings) {

    private static final String INDENT = "  ";
    private static final String TEMPLATE = "templates/pipeline.conf";

    /**
     * The text of the pipeline.
     *
     * @param file the name of its file
     */
    public String text(String file) throws IOException {
        try (InputStream template = NewPipeline.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new FileNotFoundException(TEMPLATE);
            }
            String description = settings.description().isEmpty() ? "A pipeline" : settings.description();
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("__description__", description)
                    .replace("__file__", file)
                    .replace("__task__", task)
                    .replace("__settings__", String.join("\n", taskSettings()));
        }
    }

    /** The settings of the task that have no default and must be set before the pipeline runs. */
    public List<String> required() {
        return settings.entries().stream().filter(SettingsDescription.Entry::required)
                .map(SettingsDescription.Entry::key).toList();
    }

    private List<String> taskSettings() {
        List<String> lines = new ArrayList<>();
        for (SettingsDescription.Entry entry : settings.entries()) {
            lines.add("");
            comment(entry.description().isEmpty() ? entry.key() : entry.description(), INDENT, lines);
            comment("(" + entry.type() + (entry.required() ? "; it must be set)" : ")"), INDENT, lines);
            entry.nested().forEach(nested -> nested(nested, INDENT + INDENT, lines));
            lines.add(INDENT + entry.defaultText().map(text -> entry.key() + " = " + text)
                    .orElse("# " + entry.key() + " = ..."));
        }
        return lines;
    }

    private static void nested(SettingsDescription settings, String indent, List<String> lines) {
        String inner = indent;
        if (!settings.name().isEmpty()) {
            comment("type = " + settings.name()
                    + (settings.description().isEmpty() ? "" : ": " + settings.description()), indent, lines);
            inner = indent + INDENT;
        }
        for (SettingsDescription.Entry entry : settings.entries()) {
            String presence = entry.required()
                    ? ", required"
                    : entry.defaultText().map(text -> ", by default " + text).orElse("");
            comment("%s: %s (%s%s)".formatted(entry.key(), entry.description(), entry.type(), presence), inner, lines);
            for (SettingsDescription further : entry.nested()) {
                nested(further, inner + INDENT, lines);
            }
        }
    }

    /** The indent is within the comment, so that comments line up. */
    private static void comment(String text, String indent, List<String> lines) {
        lines.add(INDENT + "# " + indent.substring(INDENT.length()) + text);
    }
}
