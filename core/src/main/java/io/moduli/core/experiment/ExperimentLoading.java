package io.moduli.core.experiment;

import io.moduli.core.config.problem.Problem;
import java.util.List;

/** What reading an experiment came to. */
public sealed interface ExperimentLoading {

    /** Nothing is wrong with what its file says; its trials have not been looked at. */
    record Accepted(Experiment experiment) implements ExperimentLoading {}

    /**
     * Something is wrong with it.
     *
     * @param problems everything that was found, sorted by file and line; not empty
     */
    record Rejected(List<Problem> problems) implements ExperimentLoading {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
