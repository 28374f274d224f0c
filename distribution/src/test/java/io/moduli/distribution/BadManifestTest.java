package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.install.MadeBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadManifestTest {

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void furnish() throws Exception {
        workshop = new Workshop(folder);
    }

    @Test
    void everyPluginThatIsNotThereIsNamedWithTheNearest() throws Exception {
        MadeBundle.of("ring", "1.0.0").jar(folder.resolve("lab"));
        Files.createDirectories(folder.resolve("lab/empty"));

        assertThat(workshop.refusal("""
                plugins = [
                  { type = bundled, id = standart }
                  { type = file, path = rings-1.0.0.jar }
                  { type = file, path = empty }
                  { type = folder, path = empti }
                  { type = folder, path = empty }
                  { type = folder, path = ring-1.0.0.jar }
                  { type = file, path = lab.conf }
                ]
                """)).containsExactly(
                "lab.conf:4: plugins.0.id: this Moduli has no plugin \"standart\" (did you mean \"standard\"?); it has "
                        + "standard",
                "lab.conf:5: plugins.1.path: there is no …/lab/rings-1.0.0.jar (did you mean \"ring-1.0.0.jar\"?)",
                "lab.conf:6: plugins.2.path: …/lab/empty is a folder; say { type = folder, path = … }",
                "lab.conf:7: plugins.3.path: there is no …/lab/empti (did you mean \"empty\"?)",
                "lab.conf:8: plugins.4.path: …/lab/empty holds no jar",
                "lab.conf:9: plugins.5.path: …/lab/ring-1.0.0.jar is a file; say { type = file, path = … }",
                "lab.conf:10: plugins.6.path: …/lab/lab.conf is no jar; a plugin with its libraries is a folder, "
                        + "{ type = folder, path = … }");
        assertThat(MadeBundle.names(folder.resolve("refused"))).isEmpty();
        assertThat(folder.resolve("lab/lab.lock.json")).doesNotExist();
    }

    @Test
    void coordinatesThatNothingSatisfiesAreNamedWithTheVersionsThatThereAre() throws Exception {
        workshop.repository.add("example:ring:1.0.0", MadeBundle.of("ring", "1.0.0").jar(folder.resolve("made")));

        assertThat(workshop.refusal("""
                plugins = [
                  { type = coordinates, coordinates = "example:ring:[2.0,3.0)" }
                  { type = coordinates, coordinates = "example:rings:1.0" }
                ]
                """)).satisfiesExactly(
                range -> assertThat(range).startsWith(
                        "lab.conf:4: plugins.0.coordinates: no version of example:ring is in the range [2.0,3.0) in ")
                        .endsWith("; there are 1.0.0"),
                absent -> assertThat(absent).startsWith(
                        "lab.conf:5: plugins.1.coordinates: example:rings:1.0 was not found in ")
                        .endsWith("; no version of example:rings is there"));
    }

    @Test
    void aPlatformWithoutNativeLibrariesIsRefusedWithTheOthers() throws Exception {
        assertThat(workshop.refusal("plugins = [{ type = bundled }], platforms = [linux-x86-64]")).containsExactly(
                "lab.conf:3: platforms.0: ND4J has no native libraries for \"linux-x86-64\" (did you mean "
                        + "\"linux-x86_64\"?); it has them for linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64, "
                        + "windows-x86_64");
        assertThat(workshop.refusal("plugins = [{ type = bundled }], platforms = [linux-arm64, linux-arm64]"))
                .containsExactly("lab.conf:3: platforms.1: linux-arm64 is there already");
    }

    @Test
    void theJavaThatBuildsIsForItsOwnPlatformAlone() throws Exception {
        assertThat(workshop.refusal("plugins = [{ type = bundled }], runtime = true\nplatforms = [windows-x86_64]"))
                .contains(
                        "lab.conf:3: runtime: the Java that builds is for linux-x86_64, so it goes into an archive for "
                                + "that alone; leave out runtime for windows-x86_64");
    }

    @Test
    void whatThePackagedModuliWouldRefuseIsRefusedInThePluginsOwnWords() throws Exception {
        Path jar = MadeBundle.of("future", "1.0.0").file("META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: future
                Bundle-Version: 1.0.0
                Bundle-Name: Future
                Bundle-Description: Of a later api
                Import-Package: io.moduli.api;version="[7.0,8)"
                Provide-Capability: osgi.serviceloader;osgi.serviceloader="io.moduli.api.Plugin"

                """).jar(folder.resolve("lab"));

        assertThat(workshop.refusal("plugins = [{ type = file, path = future-1.0.0.jar }]")).singleElement().asString()
                .startsWith("lab.conf:3: plugins.0: ").contains(jar.toString().replace(folder.toString(), "…"),
                        "io.moduli.api in version [7.0.0,8.0.0), but this Moduli has version 2.");
    }

    @Test
    void twoPluginsThatOfferOneNameAreBothNamed() throws Exception {
        MadeBundle.of("ring", "1.0.0").jar(folder.resolve("lab"));
        MadeBundle.of("other", "1.0.0").space("ring").jar(folder.resolve("lab"));

        assertThat(workshop.refusal("""
                plugins = [
                  { type = file, path = ring-1.0.0.jar }
                  { type = file, path = other-1.0.0.jar }
                ]
                """)).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("lab.conf:")
                .contains("…/lab/ring-1.0.0.jar", "…/lab/other-1.0.0.jar", "ring"));
    }

    @Test
    void pipelinesAndFilesThatAreNotThereAreNamed() throws Exception {
        workshop.write("lab/mine.conf", "name = mine");
        workshop.write("lab/other/mine.conf", "name = mine");
        workshop.write("lab/none/readme.txt", "");

        assertThat(workshop.refusal("""
                plugins = [{ type = bundled }]
                pipelines = [
                  { type = bundled, name = adition }
                  { type = file, path = min.conf }
                  { type = file, path = mine.conf }
                  { type = folder, path = other }
                  { type = folder, path = none }
                ]
                configuration = [missing.properties]
                readme = READ.md
                """)).containsExactly(
                "lab.conf:5: pipelines.0.name: this Moduli has no pipeline \"adition\" (did you mean \"addition\"?); it "
                        + "has addition, paper/addition",
                "lab.conf:6: pipelines.1.path: there is no …/lab/min.conf (did you mean \"mine.conf\"?)",
                "lab.conf:8: pipelines.3.path: …/lab/other/mine.conf would be examples/mine.conf, which "
                        + "…/lab/mine.conf is already",
                "lab.conf:9: pipelines.4.path: …/lab/none holds no pipeline, whose name would end with .conf",
                "lab.conf:11: configuration.0: there is no …/lab/missing.properties",
                "lab.conf:12: readme: there is no …/lab/READ.md");
    }

    @Test
    void settingsThatAreWrongInThemselvesAreAllNamed() throws Exception {
        assertThat(workshop.refusal("""
                plugin = []
                plugins = [{ type = maven, coordinates = x }, { type = coordinates, coordinates = ring }]
                """)).satisfiesExactly(
                unknown -> assertThat(unknown).startsWith("lab.conf:3: plugin: ").contains("did you mean \"plugins\"?"),
                type -> assertThat(type).startsWith("lab.conf:4: plugins.0.type: ").contains("coordinates"),
                form -> assertThat(form)
                        .isEqualTo("lab.conf:4: plugins.1.coordinates: \"ring\" are no Maven coordinates, "
                                + "which are written group:artifact[:extension[:classifier]]:version"));
        assertThat(workshop.refusal("plugins = [], timestamp = yesterday")).isNotEmpty();
        assertThat(workshop.refusal("plugins = []")).containsExactly("lab.conf:3: plugins: there is none, so nothing "
                + "could be trained; add one such as { type = bundled, id = moduli-standard }");
        assertThat(workshop.refusal("plugins = [{ type = bundled }], timestamp = \"1970-01-01T00:00:00Z\""))
                .containsExactly("lab.conf:3: timestamp: \"1970-01-01T00:00:00Z\" is no time such as "
                        + "2026-01-01T00:00:00Z, in whole seconds, from 1980-01-02T00:00:00Z to 2107-12-30T00:00:00Z");
    }
}
