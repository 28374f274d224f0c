package io.moduli.core.experiment;

import io.moduli.core.config.text.ConfigurationSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The pipelines that an experiment may name without naming a file. */
public interface PipelineCatalogue {

    /**
     * The pipeline of a name, if there is one.
     *
     * @throws IOException if it cannot be read
     */
    Optional<ConfigurationSource> find(String name) throws IOException;

    /**
     * All names.
     *
     * @throws IOException if they cannot be read
     */
    List<String> names() throws IOException;

    /** No pipelines at all. */
    PipelineCatalogue NONE = new PipelineCatalogue() {

        @Override
        public Optional<ConfigurationSource> find(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    };
}
