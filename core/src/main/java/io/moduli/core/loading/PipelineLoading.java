package io.moduli.core.loading;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Problem;
import java.util.List;

/** The result of reading a pipeline. */
public sealed interface PipelineLoading {

    /**
     * The pipeline, for those who have no use for its problems one by one.
     *
     * @throws BadInputException where something is wrong with it; the message has a line for each problem
     */
    default LoadedPipeline orElseThrow() throws BadInputException {
        return switch (this) {
            case Accepted accepted -> accepted.pipeline();
            case Rejected rejected -> throw BadInputException.of(rejected.problems());
        };
    }

    /**
     * Nothing is wrong with it.
     *
     * @param warnings what is allowed, but hardly meant, sorted by file and line
     */
    record Accepted(LoadedPipeline pipeline, List<Problem> warnings) implements PipelineLoading {

        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Something is wrong with it.
     *
     * @param problems everything that was found, sorted by file and line; not empty
     */
    record Rejected(List<Problem> problems) implements PipelineLoading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
