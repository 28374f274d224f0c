package io.moduli.core.config.binding;

import io.moduli.core.config.model.Setting;
import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import java.util.Optional;

/** Binds one component of a record: to the written value, else to its default, else to nothing. */
final class SettingBinder {

    private final ValueBinder values;
    private final DefaultValues defaults;

    SettingBinder(ValueBinder values, DefaultValues defaults) {
        this.values = values;
        this.defaults = defaults;
    }

    /**
     * A record component that passed all checks.
     *
     * @param argument the argument for the record's constructor
     * @param effective how the effective configuration writes it; empty if it omits it
     */
    record BoundSetting(Object argument, Optional<EffectiveValue> effective) {
    }

    /**
     * Binds one component.
     *
     * @param mapping the object that should contain it
     * @param path the object's key
     */
    Optional<BoundSetting> bind(Setting setting, RawValue.Mapping mapping, String path, Problems problems) {
        String key = HoconText.join(path, setting.key());
        RawValue written = mapping.entries().get(setting.key());
        if (written != null) {
            return setting.defaultText().isPresent() && isTagged(setting.type())
                    ? bindOverDefault(setting, setting.defaultText().get(), written, key, problems)
                    : bindWritten(setting, written, key, problems);
        }
        if (setting.defaultText().isPresent()) {
            return bindDefault(setting, setting.defaultText().get(), mapping, key, problems);
        }
        if (setting.optional()) {
            return Optional.of(new BoundSetting(Optional.empty(), Optional.empty()));
        }
        problems.add(mapping.origin(), key, "missing; expected " + values.expected(setting.type()));
        return Optional.empty();
    }

    private Optional<BoundSetting> bindWritten(Setting setting, RawValue written, String key, Problems problems) {
        if (!written.isNothing()) {
            return wrap(setting, values.bind(setting.type(), written, key, problems));
        }
        if (setting.optional()) {
            // Kept in the effective configuration, because it may keep a default from applying: the setting's own, or that of an enclosing object.
            return Optional.of(new BoundSetting(Optional.empty(),
                    Optional.of(new EffectiveValue.Leaf("null", written.origin()))));
        }
        String instead = setting.defaultText().map(text -> "; leave the key out for the default " + text).orElse("");
        problems.add(written.origin(), key, "expected " + values.expected(setting.type()) + ", found null" + instead);
        return Optional.empty();
    }

    /** Whether values are identified by {@code type}. */
    private static boolean isTagged(SettingType type) {
        return type instanceof SettingType.ClosedChoice || type instanceof SettingType.Component;
    }

    private Optional<BoundSetting> bindOverDefault(Setting setting, String text, RawValue written, String key,
            Problems problems) {
        RawValue value;
        try {
            value = DefaultBelow.merge(written, defaults.of(text));
        } catch (HoconText.Malformed e) {
            // Reported only if the default is used by itself: what is written may well be complete without it.
            value = written;
        }
        Problems found = new Problems();
        Optional<BoundSetting> bound = bindWritten(setting, value, key, found);
        addWithDefaultNamed(found, text, written.origin(), problems);
        return bound;
    }

    private Optional<BoundSetting> bindDefault(Setting setting, String text, RawValue.Mapping mapping, String key,
            Problems problems) {
        RawValue value;
        try {
            value = defaults.of(text);
        } catch (HoconText.Malformed e) {
            problems.add(mapping.origin(), key, "the default " + text + " " + e.getMessage());
            return Optional.empty();
        }
        Problems found = new Problems();
        Optional<BoundSetting> bound = bindWritten(setting, value, key, found);
        addWithDefaultNamed(found, text, mapping.origin(), problems);
        return bound;
    }

    /** An invalid default is not the user's fault, but it is reported in the user's file, at the enclosing object. */
    private static void addWithDefaultNamed(Problems found, String text, Origin around, Problems problems) {
        for (Problem problem : found.sorted()) {
            problems.add(problem.origin().place().equals(Origin.DEFAULT)
                    ? new Problem(around, problem.key(), problem.message() + " (from the default " + text + ")",
                            problem.cause())
                    : problem);
        }
    }

    private static Optional<BoundSetting> wrap(Setting setting, Optional<BoundValue> bound) {
        return bound.map(value -> new BoundSetting(setting.optional() ? Optional.of(value.value()) : value.value(),
                Optional.of(value.effective())));
    }
}
