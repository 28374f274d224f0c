package io.moduli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.model.SettingsDescription;
import io.moduli.core.config.model.SettingsDescription.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewPipelineTest {

    private static final NewPipeline MAZE = new NewPipeline("maze", new SettingsDescription("", "Ways out of a maze",
            List.of(new Entry("plan", "path", true, Optional.empty(), "The plan", List.of()),
                    new Entry("seed", "whole number", false, Optional.empty(), "", List.of()),
                    new Entry("turns", "whole number", false, Optional.of("7"), "Turns of a way", List.of()))));

    @Test
    void whatHasNoDefaultIsLeftToTheUser() throws Exception {
        assertThat(MAZE.required()).containsExactly("plan");
        assertThat(MAZE.text("m.conf")).startsWith("# Ways out of a maze\n").contains("""
                  type = maze

                  # The plan
                  # (path; it must be set)
                  # plan = ...

                  # seed
                  # (whole number)
                  # seed = ...

                  # Turns of a way
                  # (whole number)
                  turns = 7
                }
                """);
    }

    @Test
    void theFileIsNamedInTheCommandsOfItsHeader() throws Exception {
        assertThat(MAZE.text("my/m.conf")).contains("#   moduli run my/m.conf\n", "moduli plugins maze")
                .doesNotContain("__");
    }
}
