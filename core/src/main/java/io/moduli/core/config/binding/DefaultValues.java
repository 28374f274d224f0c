package io.moduli.core.config.binding;

import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.RawValues;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parsed defaults, each parsed only once: the same few are bound again and again. */
final class DefaultValues {

    private final Path workingFolder;
    private final Map<String, RawValue> parsed = new ConcurrentHashMap<>();

    /** @param workingFolder what relative paths among the defaults refer to */
    DefaultValues(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /**
     * The value of a default.
     *
     * @param text as its setting declares it
     */
    RawValue of(String text) throws HoconText.Malformed {
        RawValue value = parsed.get(text);
        if (value == null) {
            value = new RawValues(workingFolder, Map.of()).of(HoconText.parseResolved(text, Origin.DEFAULT));
            parsed.put(text, value);
        }
        return value;
    }
}
