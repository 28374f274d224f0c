package io.moduli.core.config.binding;

import io.moduli.core.config.model.SettingType;
import io.moduli.core.config.model.Spelling;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.Numbers;
import io.moduli.core.config.text.RawValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds numbers exactly: no fraction is truncated, no text is taken for a number, nothing infinite is accepted. */
final class NumberBinder {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

    private NumberBinder() {
    }

    static Optional<BoundValue> bindWhole(SettingType.WholeNumber type, RawValue raw, String path, Problems problems) {
        Optional<String> text = numberText(type, raw, path, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long least = type.wide() ? Long.MIN_VALUE : Integer.MIN_VALUE;
        long maximum = type.wide() ? Long.MAX_VALUE : Integer.MAX_VALUE;
        double rough = Double.parseDouble(text.get());
        Optional<Long> whole = Numbers.whole(text.get()).filter(value -> value >= least && value <= maximum);
        if (whole.isEmpty() && (rough >= maximum || rough <= least)) {
            problems.add(raw.origin(), path,
                    text.get() + " is too large; expected a whole number from " + least + " to " + maximum);
            return Optional.empty();
        }
        if (whole.isEmpty() || !type.range().contains(whole.get())) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        Object value = type.wide() ? (Object) whole.get() : (Object) whole.get().intValue();
        return Optional.of(new BoundValue(value, new EffectiveValue.Leaf(whole.get().toString(), raw.origin())));
    }

    static Optional<BoundValue> bindDecimal(SettingType.DecimalNumber type, RawValue raw, String path,
            Problems problems) {
        Optional<String> text = numberText(type, raw, path, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text.get());
        if (Double.isInfinite(value)) {
            problems.add(raw.origin(), path, text.get() + " is too large; expected "
                    + Spelling.withArticle(type.words()));
            return Optional.empty();
        }
        if (!type.range().contains(value)) {
            return ValueBinder.unexpected(type, raw, path, problems);
        }
        return Optional.of(new BoundValue(value, new EffectiveValue.Leaf(text.get(), raw.origin())));
    }

    private static Optional<String> numberText(SettingType type, RawValue raw, String path, Problems problems) {
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.NUMBER) {
            return Optional.of(scalar.text());
        }
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.TEXT
                && NUMBER.matcher(scalar.text()).matches()) {
            problems.add(raw.origin(), path, "expected " + Spelling.withArticle(type.words()) + ", found "
                    + raw.found() + "; remove the quotes");
            return Optional.empty();
        }
        ValueBinder.unexpected(type, raw, path, problems);
        return Optional.empty();
    }
}
