package io.moduli.core.config.binding;

import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.Indexed;
import io.moduli.core.config.text.RawValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds lists and sets. */
final class SequenceBinder {

    private final ValueBinder values;

    SequenceBinder(ValueBinder values) {
        this.values = values;
    }

    Optional<BoundValue> bind(SettingType.Many type, RawValue raw, String path, Problems problems) {
        return switch (raw) {
            case RawValue.Sequence sequence -> bindElements(type, sequence, path, problems);
            case RawValue.Mapping mapping when Indexed.sequence(mapping).isPresent() ->
                bindElements(type, Indexed.sequence(mapping).get(), path, problems);
            // A single value stands for a list of one, and is written back as it was.
            case RawValue.Mapping only when type.element() instanceof SettingType.Section ->
                values.bind(type.element(), only, path, problems)
                        .map(bound -> new BoundValue(List.of(bound.value()), bound.effective()));
            default -> ValueBinder.unexpected(type, raw, path, problems);
        };
    }

    private Optional<BoundValue> bindElements(SettingType.Many type, RawValue.Sequence sequence, String path,
            Problems problems) {
        List<Object> elements = new ArrayList<>();
        Set<Object> distinct = new LinkedHashSet<>();
        List<EffectiveValue> effective = new ArrayList<>();
        boolean sound = true;
        for (int index = 0; index < sequence.elements().size(); index++) {
            RawValue element = sequence.elements().get(index);
            String place = HoconText.join(path, index);
            Optional<BoundValue> bound = values.bind(type.element(), element, place, problems);
            if (bound.isEmpty()) {
                sound = false;
                continue;
            }
            elements.add(bound.get().value());
            effective.add(bound.get().effective());
            if (!distinct.add(bound.get().value()) && type.distinct()) {
                problems.add(element.origin(), place, "is listed twice; once is enough");
                sound = false;
            }
        }
        if (!sound) {
            return Optional.empty();
        }
        Object value = type.distinct() ? Collections.unmodifiableSet(distinct) : List.copyOf(elements);
        return Optional
                .of(new BoundValue(value, new EffectiveValue.Sequence(List.copyOf(effective), sequence.origin())));
    }
}
