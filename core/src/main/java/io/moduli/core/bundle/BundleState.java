package io.moduli.core.bundle;

/** How far a bundle came, in OSGi's words. */
public enum BundleState {

    /** Its folder is there and its jars can be read. */
    INSTALLED,

    /** Its metadata is sound, what it imports is there, and it has a class loader; no class of it has been loaded. */
    RESOLVED,

    /** Its plugin is registered. */
    ACTIVE,

    /** It cannot be used, and says why. */
    FAILED
}
