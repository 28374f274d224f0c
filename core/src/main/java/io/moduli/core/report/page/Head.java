package io.moduli.core.report.page;

import java.util.List;

/**
 * The head of a page.
 *
 * @param title what it is about
 * @param question what was asked, in a line; may be empty
 * @param facts when and with which software it was made
 */
public record Head(String title, String question, List<String> facts) {

    public Head {
        facts = List.copyOf(facts);
    }

    /** A title alone. */
    public Head(String title) {
        this(title, "", List.of());
    }
}
