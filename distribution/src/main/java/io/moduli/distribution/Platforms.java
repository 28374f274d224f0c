package io.moduli.distribution;

import io.moduli.core.config.problem.Nearest;
import java.util.List;
import java.util.Optional;

/** The platforms that ND4J, OpenBLAS and JavaCPP have native libraries for, as JavaCPP calls them. */
final class Platforms {

    static final List<String> ALL = List.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64",
            "windows-x86_64");

    private Platforms() {}

    /** Why nothing can be built for a platform; empty if it can. */
    static Optional<String> refusal(String platform) {
        return ALL.contains(platform)
                ? Optional.empty()
                : Optional.of("ND4J has no native libraries for \"%s\"%s; it has them for %s".formatted(platform,
                        Nearest.hint(platform, ALL), String.join(", ", ALL)));
    }
}
