package io.moduli.core.experiment;

import io.moduli.core.config.problem.Problem;
import java.util.List;

/** The result of reading an experiment. */
public sealed interface ExperimentLoading {

    /** Its file is valid; its trials have not been checked. */
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
