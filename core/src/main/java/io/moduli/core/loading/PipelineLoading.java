package io.moduli.core.loading;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Problem;
import java.util.List;

/** The result of reading a pipeline. */
public sealed interface PipelineLoading {

    /**
     * The pipeline, for callers that do not handle problems individually.
     *
     * @throws BadInputException if something is wrong with it; the message has a line for each problem
     */
    default LoadedPipeline orElseThrow() throws BadInputException {
        return switch (this) {
            case Accepted accepted -> accepted.pipeline();
            case Rejected rejected -> throw BadInputException.of(rejected.problems());
        };
    }

    /**
     * The pipeline is valid.
     *
     * @param warnings what is allowed, but probably not intended, sorted by file and line
     */
    record Accepted(LoadedPipeline pipeline, List<Problem> warnings) implements PipelineLoading {

        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The pipeline has problems.
     *
     * @param problems all problems, sorted by file and line; not empty
     */
    record Rejected(List<Problem> problems) implements PipelineLoading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
