package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves substitutions. The library stops at the first one without a value; so that one is reported and given a
 * stand-in, which binding ignores, and the rest is tried again. In this way all problems are found at once.
 */
final class Substitutions {

    private static final Pattern PATH = Pattern.compile("value: \\$\\{([^}]+)\\}$");

    private final SourceFiles files;
    private final Problems problems;

    Substitutions(SourceFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The configuration with all substitutions resolved; empty if they form a cycle. */
    Optional<Config> resolve(Config config) {
        Set<String> standIns = new HashSet<>();
        Config attempt = config;
        while (true) {
            try {
                return Optional.of(attempt.resolve());
            } catch (ConfigException e) {
                Origin origin = e.origin() == null ? files.commandLine() : files.rawValues().origin(e.origin());
                Optional<String> missing = missing(e).filter(standIns::add);
                problems.add(origin, "", missing.isPresent() ? message(e) : HoconText.message(e));
                if (missing.isEmpty()) {
                    return Optional.empty();
                }
                attempt = attempt.withFallback(
                        ConfigValueFactory.fromAnyRef(null, RawValues.UNRESOLVED).atPath(missing.get()));
            }
        }
    }

    /** The message for a substitution that cannot be resolved. */
    static String message(ConfigException unresolved) {
        return missing(unresolved)
                .map(path -> "${" + path + "} has no value, neither in the configuration nor as an "
                        + "environment variable; write ${?" + path + "} where it may be missing")
                .orElseGet(() -> HoconText.message(unresolved));
    }

    private static Optional<String> missing(ConfigException unresolved) {
        Matcher missing = PATH.matcher(HoconText.message(unresolved));
        return missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }
}
