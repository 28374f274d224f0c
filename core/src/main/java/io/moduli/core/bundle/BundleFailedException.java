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
     * Whether its classes do not fit together or not with the host's, so that the bundle as it is cannot work, whatever it
     * is given.
     */
    public boolean isUnlinkable() { return unlinkable; }
}
