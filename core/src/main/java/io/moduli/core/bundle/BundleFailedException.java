package io.moduli.core.bundle;

import io.moduli.core.plugin.PluginProblem;
import java.io.Serial;
import java.nio.file.Path;

/** A bundle failed while it was used; the message names its jar, and the cause is what its code threw. */
public final class BundleFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean unlinkable;

    BundleFailedException(String bundle, Path jar, Throwable thrown) {
        super("plugin %s (%s): failed while it was used: %s".formatted(bundle, jar, PluginProblem.describe(thrown)),
                thrown);
        unlinkable = thrown instanceof LinkageError;
    }

    /**
     * Whether its classes are incompatible with each other or with the host's, so that the bundle cannot work whatever
     * its input.
     */
    public boolean isUnlinkable() { return unlinkable; }
}
