package io.moduli.core.bundle;

import java.io.Serial;
import java.nio.file.Path;

/** A bundle cannot be used; the message reads well after the name of the file at fault. */
public final class BundleException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /** @param file what is at fault: a jar, or the bundle's folder */
    public BundleException(Path file, String message) {
        super(message);
        this.file = file;
    }

    /** @param file what is at fault: a jar, or the bundle's folder */
    public BundleException(Path file, String message, Throwable cause) {
        super(message, cause);
        this.file = file;
    }

    /** The jar or folder at fault. */
    public Path file() {
        return file;
    }
}
