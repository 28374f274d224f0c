package io.moduli.repository;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose Maven repositories are used.
 *
 * @param settings the file of Maven settings; empty for {@code ~/.m2/settings.xml} where there is one
 * @param offline whether only what the local repository has is used, even where the settings do not say so
 */
public record MavenUser(Optional<Path> settings, boolean offline) {

    /** Who runs this process, as the settings say. */
    public static MavenUser current() {
        return new MavenUser(Optional.empty(), false);
    }
}
