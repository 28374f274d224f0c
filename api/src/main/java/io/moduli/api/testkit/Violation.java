package io.moduli.api.testkit;

/**
 * One thing that a component does against its contract.
 *
 * @param rule the rule in a few words, such as {@code symmetry}
 * @param detail what was seen, with the numbers
 */
public record Violation(String rule, String detail) {

    @Override
    public String toString() {
        return rule + ": " + detail;
    }
}
