package io.moduli.core.config.binding;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Binds the single values that are not numbers. */
final class TextBinder {

    private TextBinder() {
    }

    /**
     * Only {@code true} and {@code false}: HOCON's {@code yes} and {@code on} would be true in one place and text in
     * another.
     */
    static Optional<BoundValue> bindTruth(SettingType.Truth type, RawValue raw, String path, Problems problems) {
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.TRUTH) {
            return bound(Boolean.valueOf(scalar.text()), scalar.text(), raw);
        }
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.TEXT
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            problems.add(raw.origin(), path, "expected true or false, found " + raw.found() + "; remove the quotes");
            return Optional.empty();
        }
        return ValueBinder.unexpected(type, raw, path, problems);
    }

    /** Numbers, true and false are accepted as text, as everywhere in HOCON. */
    static Optional<BoundValue> bindText(SettingType.Text type, RawValue raw, String path, Problems problems) {
        if (raw instanceof RawValue.Scalar scalar && !raw.isNothing()) {
            return bound(scalar.text(), HoconText.quote(scalar.text()), raw);
        }
        return ValueBinder.unexpected(type, raw, path, problems);
    }

    static Optional<BoundValue> bindConstant(SettingType.Constant type, RawValue raw, String path, Problems problems) {
        // A constant may be named TRUE or _1, and so look like something other than text.
        if (!(raw instanceof RawValue.Scalar scalar) || raw.isNothing()) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        Enum<?> constant = type.constants().get(scalar.text());
        if (constant == null) {
            problems.add(raw.origin(), path, "unknown value \"" + scalar.text() + "\""
                    + Nearest.hint(scalar.text(), type.constants().keySet()) + "; expected " + type.words());
            return Optional.empty();
        }
        return bound(constant, HoconText.word(scalar.text()), raw);
    }

    /** Relative paths refer to the folder of the file in which they are written. */
    static Optional<BoundValue> bindPath(SettingType.FilePath type, RawValue raw, String path, Problems problems) {
        if (!(raw instanceof RawValue.Scalar scalar) || raw.isNothing()) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        if (scalar.text().isBlank()) {
            problems.add(raw.origin(), path, "expected a path, found an empty text");
            return Optional.empty();
        }
        try {
            Path absolute = raw.origin().folder().resolve(scalar.text()).toAbsolutePath().normalize();
            return bound(absolute, HoconText.quote(absolute.toString()), raw);
        } catch (InvalidPathException e) {
            problems.add(raw.origin(), path, "\"" + scalar.text() + "\" is not a path: " + e.getReason());
            return Optional.empty();
        }
    }

    static Optional<BoundValue> bindTimeSpan(SettingType.TimeSpan type, RawValue raw, String path, Problems problems) {
        if (!(raw instanceof RawValue.Scalar scalar) || raw.isNothing()) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        if (!scalar.text().isEmpty() && Character.isDigit(scalar.text().charAt(scalar.text().length() - 1))) {
            // HOCON would assume milliseconds, which hardly anyone means.
            problems.add(raw.origin(), path, "expected a duration, found " + raw.found()
                    + " without a unit; write " + scalar.text() + "s for seconds");
            return Optional.empty();
        }
        try {
            Duration duration = ConfigValueFactory.fromAnyRef(scalar.text()).atKey("value").getDuration("value");
            return bound(duration, HoconText.quote(scalar.text()), raw);
        } catch (ConfigException e) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
    }

    private static Optional<BoundValue> bound(Object value, String hocon, RawValue raw) {
        return Optional.of(new BoundValue(value, new EffectiveValue.Leaf(hocon, raw.origin())));
    }
}
