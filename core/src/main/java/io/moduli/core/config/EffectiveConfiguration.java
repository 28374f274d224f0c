package io.moduli.core.config;

/**
 * A configuration in full: every key of every settings record in the order of its declaration, defaults filled in, paths
 * absolute. Written out it is a configuration itself, and binding that gives the same settings again.
 */
public final class EffectiveConfiguration {

    private final EffectiveValue.Section root;

    EffectiveConfiguration(EffectiveValue.Section root) {
        this.root = root;
    }

    /** The configuration in HOCON, with a comment behind each value that says where it came from. */
    public String render() {
        return new HoconWriter(true).write(root);
    }

    /** The configuration in HOCON without comments; two runs with the same settings have the same text. */
    public String renderPlain() {
        return new HoconWriter(false).write(root);
    }
}
