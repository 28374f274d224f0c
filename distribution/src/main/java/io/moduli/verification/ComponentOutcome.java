package io.moduli.verification;

import io.moduli.api.testkit.Violation;
import java.util.List;

/** The result of checking a component against its contract. */
sealed interface ComponentOutcome {

    /** It was held against the contract, and this is what it does against it. */
    record Checked(List<Violation> violations) implements ComponentOutcome {
    }

    /** It cannot be made of its settings. */
    record Refused(List<String> problems) implements ComponentOutcome {
    }

    /** It could not be held against it. */
    record NotChecked(String why) implements ComponentOutcome {
    }
}
