package io.moduli.plugins.pruning.removal;

/** What magnitude pruning removes at a time. */
public enum Atom {
    /** Single entries, or groups of them. */
    ENTRIES,
    /** Hidden units, with all that leads to them and away from them. */
    UNITS
}
