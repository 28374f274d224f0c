package io.moduli.scaffold;

/** How much of a component a new plugin begins with. */
public enum Beginning {

    /** A worked example, to be read and changed. */
    WORKED,

    /**
     * The least code that keeps the contract of the kind. Its test is right from the start, so that whatever fails later is
     * due to the author's own last change; a test that failed on purpose would have to be told from those that do not.
     */
    BLANK
}
