package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.bundle.Bundles;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines with the plugins that come with Moduli. */
class PipelineCheckTest {

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void dataThatIsNotOnTheMachineThatBuildsIsAWarning() throws Exception {
        assertThat(check("""
                name = words
                task { type = language-model, corpus { type = folder, path = "/nowhere/words" } }
                network { cell { type = elman }, hidden = 4 }
                stages = [{ type = train, epochs = 1 }]
                """)).isEmpty();
        assertThat(progress).singleElement().asString().startsWith("warning: mine.conf:2: task: ")
                .contains("/nowhere/words");
    }

    @Test
    void aNetworkThatIsTooLargeForTheMachineThatBuildsIsSound() throws Exception {
        assertThat(check("""
                name = large
                task { type = addition }
                network { cell { type = elman }, hidden = 1000000 }
                stages = [{ type = train, epochs = 1 }]
                """)).isEmpty();
        assertThat(progress).isEmpty();
    }

    @Test
    void whatDoesNotFitTogetherIsTold() throws Exception {
        assertThat(check("""
                name = nowhere
                task { type = addition }
                network { cell { type = elman }, hidden = 4 }
                regularizers = [{ type = moduli, strength = 1, inhibitor { type = diffusion } }]
                stages = [{ type = train, epochs = 1 }]
                """)).singleElement().satisfies(complaint -> {
            assertThat(complaint.key()).isEqualTo("pipelines.7.path");
            assertThat(complaint.message()).startsWith("mine.conf:4: regularizers.0: needs a geometry");
        });
    }

    private List<Complaint> check(String pipeline) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.conf"), pipeline);
        try (Bundles plugins = Bundles.none(getClass().getClassLoader())) {
            return new PipelineCheck(plugins.registry(), folder.resolve("staging"), folder, progress::add).check(
                    List.of(PackagedFile.of("examples/mine.conf", file, Origin.MANIFEST)),
                    Map.of("examples/mine.conf", "pipelines.7.path"));
        }
    }
}
