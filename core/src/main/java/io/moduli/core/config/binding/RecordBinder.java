package io.moduli.core.config.binding;

import io.moduli.api.settings.Moved;
import io.moduli.core.config.model.RecordModel;
import io.moduli.core.config.model.Setting;
import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.model.UnsupportedSettingsException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Binds settings records: every key must be known, every setting written or defaulted, and the record's own checks must
 * pass.
 */
final class RecordBinder {

    private final SettingBinder settings;
    private final RecordModels models;

    RecordBinder(SettingBinder settings, RecordModels models) {
        this.settings = settings;
        this.models = models;
    }

    /**
     * A record that passed all checks.
     *
     * @param record the record
     * @param effective how the effective configuration writes it
     */
    record BoundRecord(Record record, EffectiveValue.Section effective) {
    }

    /** Binds a record that stands for itself. */
    Optional<BoundValue> bindSection(SettingType.Section type, RawValue raw, String path, Problems problems) {
        if (!(raw instanceof RawValue.Mapping mapping)) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        return bind(type.type(), mapping, path, problems)
                .map(bound -> new BoundValue(bound.record(), bound.effective()));
    }

    /** Binds a record that stands beside its own name. */
    Optional<BoundRecord> bindTagged(Class<? extends Record> type, Tagged tagged, String path, Problems problems) {
        return bind(type, Optional.of(tagged), tagged.body(), path, problems);
    }

    /** Binds a record from an object. */
    Optional<BoundRecord> bind(Class<? extends Record> type, RawValue.Mapping mapping, String path, Problems problems) {
        return bind(type, Optional.empty(), mapping, path, problems);
    }

    private Optional<BoundRecord> bind(Class<? extends Record> type, Optional<Tagged> tagged, RawValue.Mapping mapping,
            String path, Problems problems) {
        RecordModel<?> model;
        try {
            model = tagged.isPresent() ? models.ofTagged(type) : models.of(type);
        } catch (UnsupportedSettingsException | LinkageError e) {
            problems.add(Failures.ofRecord(e, mapping, path));
            return Optional.empty();
        }
        reportUnknownKeys(type, model, tagged, mapping, path, problems);
        List<Object> arguments = new ArrayList<>();
        SequencedMap<String, EffectiveValue> effective = new LinkedHashMap<>();
        for (Setting setting : model.settings()) {
            settings.bind(setting, mapping, path, problems).ifPresent(bound -> {
                arguments.add(bound.argument());
                bound.effective().ifPresent(value -> effective.put(setting.key(), value));
            });
        }
        if (arguments.size() < model.settings().size()) {
            return Optional.empty();
        }
        EffectiveValue.Section section = new EffectiveValue.Section(tagged.map(Tagged::effectiveTag), effective);
        return create(model, arguments, mapping, path, problems).map(record -> new BoundRecord(record, section));
    }

    private static void reportUnknownKeys(Class<? extends Record> type, RecordModel<?> model, Optional<Tagged> tagged,
            RawValue.Mapping mapping, String path,
            Problems problems) {
        List<String> known = new ArrayList<>(model.keys());
        if (tagged.isPresent()) {
            known.addFirst(Tagged.KEY);
        }
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key) && !value.standsIn()) {
                String alternatives = known.isEmpty() ? "there is nothing to set here"
                        : "known here: " + String.join(", ", known);
                String message = moved(type, key)
                        .map(to -> "is written at " + to + " now; move it there")
                        .orElseGet(() -> "unknown key" + Nearest.hint(key, known) + "; " + alternatives
                                + tagged.map(tag -> merged(tag, value, path, key)).orElse(""));
                problems.add(value.origin(), HoconText.join(path, key), message);
            }
        });
    }

    /**
     * A file that changes another one, by including it or as an experiment does, may omit the type or name a different
     * one.
     */
    private static String merged(Tagged tagged, RawValue value, String path, String key) {
        boolean bothInFiles = tagged.nameOrigin().line() > 0 && value.origin().line() > 0;
        return bothInFiles && !tagged.nameOrigin().place().equals(value.origin().place())
                ? "; the type is %s, from %s: for another one write { type = …, %s = … } here, or \"%s = null\" before that type to drop what was included"
                        .formatted(tagged.name(), tagged.nameOrigin().describe(), key, path)
                : "";
    }

    /** Where a key now belongs that an earlier version had here. */
    private static Optional<String> moved(Class<? extends Record> type, String key) {
        return Arrays.stream(type.getAnnotationsByType(Moved.class))
                .filter(former -> former.key().equals(key))
                .map(Moved::to)
                .findFirst();
    }

    private static Optional<Record> create(RecordModel<?> model, List<Object> arguments, RawValue.Mapping mapping,
            String path, Problems problems) {
        try {
            return Optional.of(model.create(arguments));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error
                    && !(cause instanceof LinkageError || cause instanceof StackOverflowError)) {
                throw error;
            }
            problems.add(Failures.ofRecord(cause == null ? e : cause, mapping, path));
        } catch (LinkageError e) {
            problems.add(Failures.ofRecord(e, mapping, path));
        }
        return Optional.empty();
    }
}
