package io.moduli.cli;

import io.moduli.core.config.model.SettingsDescription;
import io.moduli.core.pipeline.PipelineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words of a pipeline's file that do not come from plugins: its settings, and the types that some of them may have. */
final class PipelineTerms {

    private final List<Term> terms = new ArrayList<>();

    PipelineTerms() {
        collect(SettingsDescription.of(PipelineSettings.class), "");
    }

    /**
     * A word and its description.
     *
     * @param word a key or a type's name
     * @param path the setting's key from the top, without indices
     * @param title what it is
     * @param settings what can be set
     */
    record Term(String word, String path, String title, SettingsDescription settings) {}

    /** All meanings of a word; a setting may also be given by its path. */
    List<Term> find(String wanted) {
        return terms.stream().filter(term -> term.word().equals(wanted) || term.path().equals(wanted)).distinct()
                .toList();
    }

    /** All words. */
    Stream<String> words() {
        return terms.stream().map(Term::word);
    }

    private void collect(SettingsDescription settings, String path) {
        for (SettingsDescription.Entry entry : settings.entries()) {
            String key = path.isEmpty() ? entry.key() : path + "." + entry.key();
            terms.add(new Term(entry.key(), key, "The setting %s of a pipeline".formatted(key),
                    new SettingsDescription("", "", List.of(entry))));
            for (SettingsDescription nested : entry.nested()) {
                if (!nested.name().isEmpty()) {
                    terms.add(new Term(nested.name(), "", "The type %s for the setting %s of a pipeline".formatted(
                            nested.name(), key), nested));
                }
                collect(nested, key);
            }
        }
    }
}
