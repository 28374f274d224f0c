package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Moduli that is made of a project's module. */
class HostTest {

    @TempDir
    Path project;

    private Path libraries;

    @BeforeEach
    void writeAProject() throws Exception {
        for (String page : new String[] {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"}) {
            write(page, "");
        }
        write("README.md",
                "[more](distribution/docs/more.md), [changes](CHANGELOG.md), <img src=\"distribution/docs/a.png\"/>");
        write("distribution/docs/more.md", "[back](../../README.md), [changes](../../CHANGELOG.md)");
        write("distribution/src/main/conf/.DS_Store", "left");
        write("distribution/src/main/conf/logging.properties", "");
        write("api/.flattened-pom.xml", "<project/>");
        for (String name : new String[] {"1.0", "1.0-tests", "1.0-sources", "1.1-SNAPSHOT", "1.1-SNAPSHOT-tests"}) {
            write("api/target/moduli-api-" + name + ".jar", "");
        }
        libraries = write("distribution/target/host-libraries.txt", "");
    }

    @Test
    void whatAnEarlierVersionOfTheApiLeftDoesNotComeAlong() throws Exception {
        assertThat(host("1.0").files().keySet()).filteredOn(path -> path.startsWith("repository")).containsExactly(
                "repository/io/moduli/moduli-api/1.0/moduli-api-1.0-sources.jar",
                "repository/io/moduli/moduli-api/1.0/moduli-api-1.0-tests.jar",
                "repository/io/moduli/moduli-api/1.0/moduli-api-1.0.jar",
                "repository/io/moduli/moduli-api/1.0/moduli-api-1.0.pom");
    }

    @Test
    void theProjectsPagesAreDocumentsWhoseLinksLeadToTheirNeighbours() throws Exception {
        Host host = host("1.0");

        assertThat(host.files()).containsKeys("docs/CHANGELOG.md", "docs/CONTRIBUTING.md", "docs/more.md", "LICENSE")
                .containsKey("conf/logging.properties").doesNotContainKeys("conf/.DS_Store", "README.md");
        assertThat(host.files().get("docs/moduli.md"))
                .hasContent("[more](more.md), [changes](CHANGELOG.md), <img src=\"a.png\"/>");
        assertThat(host.files().get("docs/more.md")).hasContent("[back](moduli.md), [changes](CHANGELOG.md)");
    }

    @Test
    void theManualPagesAndTheCompletionOfTheBuildComeAlong() throws Exception {
        write("distribution/target/shell/man/man1/moduli.1", ".TH");
        write("distribution/target/shell/completion/moduli.bash", "complete");

        assertThat(host("1.0").files()).containsKeys("man/man1/moduli.1", "completion/moduli.bash");
    }

    @Test
    void theJavadocOfTheApiIsUnpackedAmongTheDocuments() throws Exception {
        try (ZipOutputStream jar = new ZipOutputStream(
                Files.newOutputStream(project.resolve("api/target/moduli-api-1.0-javadoc.jar")))) {
            for (String entry : new String[] {"META-INF/MANIFEST.MF", "io/moduli/api/Plugin.html"}) {
                jar.putNextEntry(new ZipEntry(entry));
                jar.write("page".getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(host("1.0").files().keySet()).filteredOn(path -> path.startsWith("docs/api"))
                .containsExactly("docs/api/io/moduli/api/Plugin.html");
    }

    private Host host(String version) throws Exception {
        Path self = write("distribution/target/self.jar", "");
        return Host.ofModule(version, project.resolve("distribution"), libraries,
                "io.moduli:moduli-distribution:jar:%s:compile:%s".formatted(version, self));
    }

    private Path write(String path, String content) throws Exception {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
