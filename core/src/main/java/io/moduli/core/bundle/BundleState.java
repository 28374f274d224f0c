package io.moduli.core.bundle;

/** How far a bundle came, in OSGi's words. */
public enum BundleState {

    /**
     * Its jars can be read and declare what they must; whether everything that they need is available has not been
     * checked.
     */
    INSTALLED,

    /**
     * It is valid and everything that it needs is available, as far as this can be known without loading one of its
     * classes.
     */
    RESOLVED,

    /** Its plugin is registered. */
    ACTIVE,

    /** It cannot be used; its problems say why. */
    FAILED
}
