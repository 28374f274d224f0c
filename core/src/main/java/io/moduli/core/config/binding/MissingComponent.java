package io.moduli.core.config.binding;

import io.moduli.core.config.model.Spelling;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.plugin.ClassConstants.Mention;
import io.moduli.core.plugin.ClassConstants;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a component is not available: several plugins offer it, the one that offers it failed, it is of another kind, or
 * no plugin is known to have it.
 *
 * @param registry where it was looked up
 * @param point its kind
 * @param name the name that was not found @param expected the names that would be valid
 */
record MissingComponent(PluginRegistry registry, ExtensionPoint<?> point, String name, String expected) {

    /** The message for a name that resembles no other: it probably belongs to a plugin and is not a typo. */
    private static final String ELSEWHERE = "; where the plugin that has it is not installed, --plugins DIR names the "
            + "folder that its bundle is in";

    String message() {
        List<InstalledComponent<?>> claimants = registry.claimants(point, name);
        if (claimants.size() > 1) {
            return "the %s \"%s\" is offered by %s; remove or rename all but one".formatted(point, name,
                    claimants.stream()
                            .map(claimant -> claimant.plugin().named()).collect(Collectors.joining(" and by ")));
        }
        String failed = failures(Mention.FOUND);
        if (!failed.isEmpty()) {
            return "the %s \"%s\" is missing because of %s".formatted(point, name, failed);
        }
        List<InstalledComponent<?>> elsewhere = registry.named(name);
        if (!elsewhere.isEmpty()) {
            return "\"" + name + "\" is " + Spelling.withArticle(elsewhere.getFirst().extensionPoint().name())
                    + "; expected " + expected;
        }
        String unreadable = failures(Mention.UNKNOWN);
        if (!unreadable.isEmpty()) {
            return "no plugin that works offers the %s \"%s\"%s, but there is %s; expected %s".formatted(point, name,
                    Nearest.hint(name, registry.names(point)), unreadable, expected);
        }
        String hint = Nearest.hint(name, registry.names(point));
        return "unknown %s \"%s\"%s; expected %s%s".formatted(point, name, hint, expected,
                hint.isEmpty() ? ELSEWHERE : "");
    }

    /** The problems of the plugins whose classes mention the name, or may mention it. */
    private String failures(Mention mention) {
        return registry.problems().stream()
                .filter(problem -> ClassConstants.search(problem.origin(), name) == mention)
                .map(PluginProblem::render).collect(Collectors.joining("; "));
    }
}
