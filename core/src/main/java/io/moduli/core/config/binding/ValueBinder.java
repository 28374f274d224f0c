package io.moduli.core.config.binding;

import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.model.Spelling;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.plugin.PluginRegistry;
import java.util.Optional;

/** Binds values of every kind, each with the binder for its kind; those call this one for nested values. */
final class ValueBinder {

    private final SequenceBinder sequences = new SequenceBinder(this);
    private final RecordBinder records;
    private final ChoiceBinder choices;
    private final ComponentBinder components;

    ValueBinder(PluginRegistry registry, ContextFactory contexts, DefaultValues defaults, RecordModels models) {
        records = new RecordBinder(new SettingBinder(this, defaults), models);
        choices = new ChoiceBinder(records);
        components = new ComponentBinder(registry, contexts, records);
    }

    RecordBinder records() {
        return records;
    }

    /**
     * Binds one value.
     *
     * @param path the full key, for problems and for the contexts of components
     * @param problems receives what is wrong
     * @return empty if anything is wrong
     */
    Optional<BoundValue> bind(SettingType type, RawValue raw, String path, Problems problems) {
        if (raw instanceof RawValue.Unresolved) {
            return Optional.empty();
        }
        return switch (type) {
            case SettingType.WholeNumber whole -> NumberBinder.bindWhole(whole, raw, path, problems);
            case SettingType.DecimalNumber decimal -> NumberBinder.bindDecimal(decimal, raw, path, problems);
            case SettingType.Truth truth -> TextBinder.bindTruth(truth, raw, path, problems);
            case SettingType.Text text -> TextBinder.bindText(text, raw, path, problems);
            case SettingType.Constant constant -> TextBinder.bindConstant(constant, raw, path, problems);
            case SettingType.FilePath filePath -> TextBinder.bindPath(filePath, raw, path, problems);
            case SettingType.TimeSpan span -> TextBinder.bindTimeSpan(span, raw, path, problems);
            case SettingType.Many many -> sequences.bind(many, raw, path, problems);
            case SettingType.Section section -> records.bindSection(section, raw, path, problems);
            case SettingType.ClosedChoice choice -> choices.bind(choice, raw, path, problems);
            case SettingType.Anything _ -> Optional.of(new BoundValue(raw, EffectiveValue.of(raw)));
            case SettingType.Component component -> components.bind(component, raw, path, problems);
        };
    }

    /** The valid values of a type, for messages. */
    String expected(SettingType type) {
        return type instanceof SettingType.Component component
                ? components.expected(component.extensionPoint())
                : Spelling.withArticle(type.words());
    }

    /** Reports that a value is of the wrong kind. */
    static Optional<BoundValue> unexpected(SettingType type, RawValue raw, String path, Problems problems) {
        problems.add(raw.origin(), path, "expected " + Spelling.withArticle(type.words()) + ", found " + raw.found());
        return Optional.empty();
    }
}
