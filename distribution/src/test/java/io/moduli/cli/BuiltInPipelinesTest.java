package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInPipelinesTest {

    @Test
    void theIndexNamesEveryPipelineThatThereIs() throws IOException, URISyntaxException {
        ClassLoader resources = BuiltInPipelines.class.getClassLoader();
        Path folder = Path.of(resources.getResource("io/moduli/pipelines/index").toURI()).getParent();
        List<String> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".conf"))
                    .map(file -> file.substring(0, file.length() - ".conf".length()))
                    .toList();
        }

        assertThat(new BuiltInPipelines(resources, Optional.empty()).names()).containsExactlyInAnyOrderElementsOf(files)
                .contains("addition", "navigation", "language-model", "paper/addition");
    }
}
