package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.install.MadeBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the example of {@code docs/distributions.md}. */
class DistributionsPageTest {

    @TempDir
    Path folder;

    @Test
    void itsManifestIsBuiltIntoWhatItSays() throws Exception {
        Workshop workshop = new Workshop(folder);
        MatchResult example = Pattern.compile("^```hocon\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/distributions.md"))).results().findFirst().orElseThrow();
        Path manifest = workshop.write("lab/my-lab.conf", example.group(1));
        MadeBundle.of("ring", "1.2.0").jar(folder.resolve("lab"));
        workshop.write("lab/pipelines/rings.conf", Workshop.pipeline("rings"));
        workshop.write("lab/conf/logging.properties", "level=info");
        workshop.write("lab/guide.md", "guide");

        workshop.build(manifest, folder.resolve("dist"));

        assertThat(MadeBundle.names(folder.resolve("dist"))).containsExactly("my-lab-1.2.0-linux-x86_64.cdx.json",
                "my-lab-1.2.0-linux-x86_64.tar.gz", "my-lab-1.2.0-linux-x86_64.zip");
        assertThat(DistributionLock.read(folder.resolve("lab/my-lab.lock.json"), folder).files())
                .extracting(DistributionLock.LockedFile::path)
                .contains("plugins/ring/ring-1.2.0.jar", "plugins/standard/standard-1.0.0.jar",
                        "examples/addition.conf", "examples/rings.conf", "conf/logging.properties", "docs/guide.md");
    }
}
