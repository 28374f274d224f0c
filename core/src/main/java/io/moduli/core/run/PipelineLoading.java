package io.moduli.core.run;

import io.moduli.core.config.Problem;
import java.util.List;

/** What reading a pipeline came to. */
public sealed interface PipelineLoading {

    /** Nothing is wrong with it. */
    record Accepted(LoadedPipeline pipeline) implements PipelineLoading {}

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
