package io.moduli.core.config.binding;

import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import java.util.Optional;

/** Binds closed choices: records of a sealed interface, told apart by {@code type}. */
final class ChoiceBinder {

    private final RecordBinder records;

    ChoiceBinder(RecordBinder records) {
        this.records = records;
    }

    Optional<BoundValue> bind(SettingType.ClosedChoice type, RawValue raw, String path, Problems problems) {
        return Tagged.of(raw, path, type.words(), problems).flatMap(tagged -> {
            Class<? extends Record> chosen = type.records().get(tagged.name());
            if (chosen == null) {
                problems.add(tagged.nameOrigin(), tagged.nameKey(), "unknown type \"" + tagged.name() + "\""
                        + Nearest.hint(tagged.name(), type.records().keySet()) + "; expected " + type.words());
                return Optional.empty();
            }
            return records.bindTagged(chosen, tagged, path, problems)
                    .map(bound -> new BoundValue(bound.record(), bound.effective()));
        });
    }
}
