package io.moduli.core.bundle;

/** How far a bundle came, in OSGi's words. */
public enum BundleState {

    /** Its jars can be read and say of themselves what they must; whether all that they need is there is open. */
    INSTALLED,

    /** It is sound and everything that it needs is there, as far as this can be known without loading one of its classes. */
    RESOLVED,

    /** Its plugin is registered. */
    ACTIVE,

    /** It cannot be used, and says why. */
    FAILED
}
