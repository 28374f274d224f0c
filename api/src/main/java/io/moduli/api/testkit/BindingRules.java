package io.moduli.api.testkit;

import io.moduli.api.state.StateArray;
import io.moduli.api.state.Stateful;
import java.util.List;

/** The rules for all components that are given weights: about their state, and about the places of units. */
final class BindingRules {

    private BindingRules() {}

    static void distinctNames(List<StateArray> state, Findings findings) {
        findings.require(
                state.stream().map(StateArray::name).distinct().count() == state.size(), "state",
                "two arrays have the same name");
    }

    static void foreignState(Stateful component, Findings findings) {
        StateArray foreign = new StateArray("no_such_state", List.of(1), new double[] {1});
        try {
            component.restore(List.of(foreign));
            findings.require(false, "restore", "accepted an array that such a component never gave out");
        } catch (IllegalArgumentException expected) {
            findings.require(expected.getMessage() != null, "restore", "refuses a foreign state without a word");
        }
    }

    /** @param give gives weights without a geometry to a component that cannot work without one */
    static void refusesToBeNowhere(Runnable give, Findings findings) {
        try {
            give.run();
            findings.require(false, "geometry", "needs a geometry, but takes a weight without one");
        } catch (IllegalArgumentException expected) {
            findings.require(expected.getMessage() != null, "geometry",
                    "refuses a weight without a geometry without a word");
        }
    }
}
