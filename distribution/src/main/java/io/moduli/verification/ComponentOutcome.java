package io.moduli.verification;

import io.moduli.api.testkit.Violation;
import java.util.List;

/** The result of checking a component against its contract. */
sealed interface ComponentOutcome {

    /** It was checked against the contract, with these violations. */
    record Checked(List<Violation> violations) implements ComponentOutcome {
    }

    /** It cannot be created from its settings. */
    record Refused(List<String> problems) implements ComponentOutcome {
    }

    /** It could not be checked. */
    record NotChecked(String why) implements ComponentOutcome {
    }
}
