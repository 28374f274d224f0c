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
                "lab.conf:10: plugins.6.path: …/lab/lab.conf is not a jar; a plugin with its libraries is a folder, "
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
        assertThat(workshop.refusal("plugins = [{ type = bundled }], platforms = [linux-x86_64, linux-x86_64]"))
                .containsExactly("lab.conf:3: platforms.1: linux-x86_64 is there already");
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
        workshop.write("lab/mine.conf", Workshop.pipeline("mine"));
        workshop.write("lab/other/mine.conf", Workshop.pipeline("mine"));
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
                        .isEqualTo("lab.conf:4: plugins.1.coordinates: \"ring\" are not Maven coordinates, "
                                + "which are written group:artifact[:extension[:classifier]]:version"));
        assertThat(workshop.refusal("plugins = [], timestamp = yesterday")).isNotEmpty();
        assertThat(workshop.refusal("plugins = []")).containsExactly("lab.conf:3: plugins: there is none, so nothing "
                + "could be trained; add one such as { type = bundled, id = moduli-standard }");
        assertThat(workshop.refusal("plugins = [{ type = bundled }], timestamp = \"1970-01-01T00:00:00Z\""))
                .containsExactly("lab.conf:3: timestamp: \"1970-01-01T00:00:00Z\" is not a time such as "
                        + "2026-01-01T00:00:00Z, in whole seconds, from 1980-01-02T00:00:00Z to 2107-12-30T00:00:00Z");
    }

    @Test
    void everythingThatIsWrongIsToldInOnePass() throws Exception {
        workshop.write("lab/pipelines/one.conf", Workshop.pipeline("one").replace("elman", "elmann"));

        assertThat(workshop.refusal("""
                name = "my lab"
                plugin = []
                plugins = [{ type = bundled, id = standart }]
                pipelines = [{ type = bundled, nam = addition }]
                documents = [none.md]
                platforms = [linux, linux-x86_64, amiga]
                timestamp = yesterday
                """)).satisfiesExactly(
                name -> assertThat(name).startsWith("lab.conf:3: name: \"my lab\" cannot be part of a file's name"),
                plugin -> assertThat(plugin).startsWith("lab.conf:4: plugin: unknown key"),
                id -> assertThat(id).startsWith("lab.conf:5: plugins.0.id: this Moduli has no plugin \"standart\""),
                pipeline -> assertThat(pipeline).startsWith("lab.conf:6: pipelines.0.nam: unknown key"),
                document -> assertThat(document).startsWith("lab.conf:7: documents.0: there is no …/lab/none.md"),
                first -> assertThat(first)
                        .startsWith("lab.conf:8: platforms.0: ND4J has no native libraries for \"linux\""),
                third -> assertThat(third)
                        .startsWith("lab.conf:8: platforms.2: ND4J has no native libraries for \"amiga\""),
                time -> assertThat(time).startsWith("lab.conf:9: timestamp: \"yesterday\" is not a time such as"));
    }

    @Test
    void pipelinesThatWouldNotRunWhereTheyAreUnpackedAreNamedWithFileAndLine() throws Exception {
        workshop.write("lab/common/base.conf", "task { type = echo }");
        workshop.write("lab/pipelines/including.conf", "name = a\ninclude \"../../common/base.conf\"");
        workshop.write("lab/pipelines/misspelt.conf", Workshop.pipeline("misspelt") + "sed = 1\n");
        workshop.write("lab/pipelines/sound.conf", Workshop.pipeline("sound"));
        workshop.write("lab/somewhere.conf", Workshop.pipeline("somewhere").replace("hidden = 4",
                "hidden = 4, geometry { space { type = moebius } }"));

        assertThat(workshop.refusal("""
                plugins = [{ type = bundled }]
                pipelines = [
                  { type = folder, path = pipelines }
                  { type = file, path = somewhere.conf }
                ]
                """)).satisfiesExactly(
                including -> assertThat(including)
                        .isEqualTo("lab.conf:5: pipelines.0.path: pipelines/including.conf:2: "
                                + "include \"../../common/base.conf\": there is no such file in the archive/examples"),
                misspelt -> assertThat(misspelt).startsWith("lab.conf:5: pipelines.0.path: pipelines/misspelt.conf:5: "
                        + "sed: unknown key (did you mean \"seed\"?)"),
                somewhere -> assertThat(somewhere).startsWith("lab.conf:6: pipelines.1.path: somewhere.conf:3: "
                        + "network.geometry.space.type: unknown moduli-space \"moebius\""));
    }

    @Test
    void namesThatSomeSystemsTakeForOneOrForNoFileAreRefused() throws Exception {
        workshop.write("lab/conf/mine.properties", "");
        workshop.write("lab/conf/Mine.properties", "");
        workshop.write("lab/docs/aux.md", "");
        workshop.write("lab/docs/Tasks.md", "");

        assertThat(workshop.refusal("plugins = [{ type = bundled }]\nconfiguration = [conf]\ndocuments = [docs]"))
                .containsExactly(
                        "lab.conf:4: configuration.0: …/lab/conf/mine.properties cannot be packed: "
                                + "\"conf/Mine.properties\" and \"conf/mine.properties\" are one file on Windows and macOS",
                        "lab.conf:5: documents.0: …/lab/docs/Tasks.md cannot be packed: \"docs/tasks.md\" and "
                                + "\"docs/Tasks.md\" are one file on Windows and macOS",
                        "lab.conf:5: documents.0: …/lab/docs/aux.md cannot be packed: its entry \"docs/aux.md\" is what "
                                + "Windows calls a device");
    }

    @Test
    void linksThatLeadNowhereOrInACircleAreNamed() throws Exception {
        Files.createDirectories(folder.resolve("lab/docs/deep"));
        Files.createSymbolicLink(folder.resolve("lab/docs/deep/up"), folder.resolve("lab/docs"));
        Files.createSymbolicLink(folder.resolve("lab/docs/gone.md"), folder.resolve("lab/nothing"));

        assertThat(workshop.refusal("plugins = [{ type = bundled }]\ndocuments = [docs]")).containsExactly(
                "lab.conf:4: documents.0: …/lab/docs: deep/up is a link to a folder that it lies in",
                "lab.conf:4: documents.0: …/lab/docs: gone.md is a link to something that is not there");
    }
}
