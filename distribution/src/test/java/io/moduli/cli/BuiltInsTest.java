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

class BuiltInsTest {

    private static final ClassLoader RESOURCES = BuiltIns.class.getClassLoader();

    @Test
    void theIndexNamesEveryPipelineThatThereIs() throws IOException, URISyntaxException {
        assertThat(BuiltIns.pipelines(RESOURCES, Optional.empty()).names())
                .containsExactlyInAnyOrderElementsOf(files("io/moduli/pipelines/index"))
                .contains("addition", "navigation", "language-model", "paper/addition");
    }

    @Test
    void theIndexNamesEveryExperimentThatThereIs() throws IOException, URISyntaxException {
        assertThat(BuiltIns.experiments(RESOURCES).names())
                .containsExactlyInAnyOrderElementsOf(files("io/moduli/experiments/index"))
                .contains("small/tables/a-priori", "small/tables/navigation-by-control");
    }

    private static List<String> files(String index) throws IOException, URISyntaxException {
        Path folder = Path.of(RESOURCES.getResource(index).toURI()).getParent();
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".conf"))
                    .map(file -> file.substring(0, file.length() - ".conf".length()))
                    .toList();
        }
    }
}
