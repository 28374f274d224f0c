package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.files.Folders;
import io.moduli.install.InstallRecord;
import io.moduli.install.MadeBundle;
import java.io.BufferedInputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionBuilderTest {

    @TempDir
    Path folder;

    private Workshop workshop;
    private Path output;

    @BeforeEach
    void furnish() throws Exception {
        workshop = new Workshop(folder);
        output = folder.resolve("out");
    }

    @Test
    void additionsGoToAFolderOfTheirOwn() throws Exception {
        workshop.write("lab/addition/engine.jar", "an engine");
        workshop.write("lab/addition/spark/spark-core.jar", "Spark");
        Path manifest = workshop.manifest("plugins = [{ type = bundled }]\nadditions = [addition]");

        workshop.build(manifest, output);

        assertThat(entries(output.resolve("lab-1.0-linux-x86_64.tar.gz"))).contains(
                "644 lab-1.0/additions/engine.jar", "644 lab-1.0/additions/spark/spark-core.jar");
    }

    @Test
    void theArchivesHoldWhatTheManifestNames() throws Exception {
        MadeBundle.of("ring", "1.2.0").jar(folder.resolve("lab"));
        workshop.write("lab/pipelines/rings/one.conf", Workshop.pipeline("one"));
        workshop.write("lab/conf/logging.properties", "level=info");
        workshop.write("lab/guide.md", "guide");
        Path manifest = workshop.manifest("""
                plugins = [{ type = bundled, id = standard }, { type = file, path = ring-1.2.0.jar }]
                pipelines = [{ type = bundled, name = paper/addition }, { type = folder, path = pipelines }]
                configuration = [conf]
                documents = [guide.md]
                """);

        assertThat(workshop.build(manifest, output)).containsExactly(
                output.resolve("lab-1.0-linux-x86_64.tar.gz"), output.resolve("lab-1.0-linux-x86_64.zip"),
                output.resolve("lab-1.0-linux-x86_64.cdx.json"), folder.resolve("lab/lab.lock.json"));

        assertThat(MadeBundle.names(output)).containsExactly("lab-1.0-linux-x86_64.cdx.json",
                "lab-1.0-linux-x86_64.tar.gz", "lab-1.0-linux-x86_64.zip");
        assertThat(entries(output.resolve("lab-1.0-linux-x86_64.tar.gz"))).containsExactly(
                "755 lab-1.0/", "755 lab-1.0/bin/", "755 lab-1.0/conf/", "755 lab-1.0/docs/", "755 lab-1.0/examples/",
                "755 lab-1.0/examples/paper/", "755 lab-1.0/examples/rings/", "755 lab-1.0/lib/",
                "755 lab-1.0/plugins/", "755 lab-1.0/plugins/ring/", "755 lab-1.0/plugins/standard/",
                "644 lab-1.0/LICENSE", "644 lab-1.0/README.md", "755 lab-1.0/bin/moduli",
                "644 lab-1.0/conf/logging.properties", "644 lab-1.0/conf/moduli-distribution.properties",
                "644 lab-1.0/docs/guide.html", "644 lab-1.0/docs/guide.md", "644 lab-1.0/docs/tasks.html",
                "644 lab-1.0/docs/tasks.md",
                "644 lab-1.0/examples/paper/addition.conf", "644 lab-1.0/examples/rings/one.conf",
                "644 lab-1.0/lib/config-2.0.jar", "644 lab-1.0/lib/native-1.0-linux-x86_64.jar",
                "644 lab-1.0/lib/native-1.0.jar", "644 lab-1.0/moduli.cdx.json", "644 lab-1.0/moduli.lock.json",
                "644 lab-1.0/plugins/ring/bundle.json", "644 lab-1.0/plugins/ring/ring-1.2.0.jar",
                "644 lab-1.0/plugins/standard/bundle.json", "644 lab-1.0/plugins/standard/standard-1.0.0.jar");
    }

    @Test
    void theSameIsPutIntoAFolder() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }], readme = mine.md");
        workshop.write("lab/mine.md", "of the lab");
        workshop.write("place/left", "of an earlier build");
        workshop.build(new BuildRequest(manifest, List.of("version=2.0"), output, Optional.empty(), false,
                Optional.of(folder.resolve("place")), folder, workshop.user(), Optional.of("1767225600")));

        assertThat(folder.resolve("place/left")).doesNotExist();
        assertThat(folder.resolve("place/README.md")).hasContent("of the lab");
        assertThat(folder.resolve("place/bin/moduli")).isExecutable();
        assertThat(Files.getLastModifiedTime(folder.resolve("place/lib/config-2.0.jar")))
                .isEqualTo(FileTime.fromMillis(1767225600000L));
        Path standard = folder.resolve("place/plugins/standard");
        assertThat(InstallRecord.read(standard).orElseThrow().differences(standard)).isEmpty();
    }

    @Test
    void buildingAgainFromTheLockGivesTheSameBytesThoughNewerVersionsAppeared() throws Exception {
        publish("1.0.0");
        publish("1.1.0");
        Path manifest = workshop.manifest("""
                plugins = [{ type = bundled }, { type = coordinates, coordinates = "example:ring:[1.0,2.0)" }]
                pipelines = [{ type = bundled }]
                """);
        workshop.build(manifest, output);
        publish("1.2.0");
        Files.setLastModifiedTime(folder.resolve("host/LICENSE"), FileTime.fromMillis(0));

        Path again = folder.resolve("again");
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            workshop.buildLocked(manifest, again);
        } finally {
            TimeZone.setDefault(zone);
        }

        assertThat(Workshop.checksums(again)).isEqualTo(Workshop.checksums(output)).hasSize(3);
        assertThat(entries(again.resolve("lab-1.0-linux-x86_64.tar.gz")))
                .contains("644 lab-1.0/plugins/ring/ring-1.1.0.jar", "644 lab-1.0/plugins/ring/math-3.0.jar");
        // Maven asks for new versions once a day.
        Folders.delete(folder.resolve("maven/local"));
        workshop.build(manifest, folder.resolve("newer"));
        assertThat(entries(folder.resolve("newer/lab-1.0-linux-x86_64.tar.gz")))
                .contains("644 lab-1.0/plugins/ring/ring-1.2.0.jar");
    }

    @Test
    void whatDiffersFromTheLockIsNamedAndNothingIsBuilt() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }], documents = [a.md, b.md]");
        workshop.write("lab/a.md", "a");
        workshop.write("lab/b.md", "b");
        workshop.build(manifest, output);
        workshop.write("lab/a.md", "A");
        workshop.manifest("plugins = [{ type = bundled }], documents = [a.md, c.md]");
        workshop.write("lab/c.md", "c");

        // The page that the build writes lists the documents.
        assertThat(workshop.refusal(workshop.request(manifest, folder.resolve("again"), true)))
                .filteredOn(line -> !line.startsWith("lab.lock.json: README.md has the sha256 "))
                // made of the pages
                .filteredOn(line -> !line.contains(".html ")).containsExactly(
                        "lab.lock.json: docs/a.md has the sha256 "
                                + "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd, but the lock has "
                                + "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
                        "lab.lock.json: docs/b.md is missing", "lab.lock.json: docs/c.md is not in the lock",
                        "what would be built differs from the lock; undo what changed, or build without --locked to have "
                                + "the lock written again");
        assertThat(MadeBundle.names(folder.resolve("again"))).isEmpty();
    }

    @Test
    void anArtifactOfTheLockThatIsGoneIsNamed() throws Exception {
        publish("1.0.0");
        Path manifest = workshop
                .manifest("plugins = [{ type = coordinates, coordinates = \"example:ring:[1.0,2.0)\" }]");
        workshop.build(manifest, output);
        Folders.delete(workshop.repository.remote());
        Folders.delete(folder.resolve("maven/local"));

        assertThat(workshop.refusal(workshop.request(manifest, folder.resolve("again"), true))).singleElement()
                .asString().startsWith("lab.conf:3: plugins.0.coordinates: example:ring:1.0.0 was not found in ");
    }

    @Test
    void aLockThatIsMissingOrDamagedIsRefused() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }]");
        BuildRequest locked = workshop.request(manifest, output, true);
        assertThat(workshop.refusal(locked)).containsExactly(
                "there is no lock …/lab/lab.lock.json; build without --locked to have it written");

        workshop.write("lab/lab.lock.json", "{\n  \"format\" : 2\n}\n");
        assertThat(workshop.refusal(locked)).contains(
                "lab.lock.json:2: format: expected a whole number from 1 to 1, found the number 2",
                "lab.lock.json:1: files: missing; expected settings { path, platform, executable, origin, coordinates, "
                        + "artifact, size, sha256 } or a list of such");
    }

    @Test
    void nativeLibrariesOfOtherPlatformsComeFromTheRepository() throws Exception {
        Path jar = workshop.write("maven/arm.jar", "arm");
        Path manifest = workshop.manifest(
                "plugins = [{ type = bundled }], platforms = [linux-x86_64, macosx-arm64]");
        assertThat(workshop.refusal(workshop.request(manifest, output, false))).singleElement().asString()
                .startsWith("lab.conf:3: platforms.1: example:native:jar:macosx-arm64:1.0 was not found in ");

        Path place = workshop.repository.remote().resolve("example/native/1.0");
        Files.createDirectories(place);
        Files.copy(jar, place.resolve("native-1.0-macosx-arm64.jar"));
        // what sha1sum says of the three letters
        Files.writeString(place.resolve("native-1.0-macosx-arm64.jar.sha1"),
                "ed945d6b996ff45657c9dc7772143a932c322b66");
        workshop.build(manifest, output);

        assertThat(MadeBundle.names(output)).contains("lab-1.0-linux-x86_64.zip", "lab-1.0-macosx-arm64.zip");
        assertThat(entries(output.resolve("lab-1.0-macosx-arm64.tar.gz")))
                .contains("644 lab-1.0/lib/native-1.0-macosx-arm64.jar", "644 lab-1.0/lib/native-1.0.jar")
                .doesNotContain("644 lab-1.0/lib/native-1.0-linux-x86_64.jar");
    }

    @Test
    void oneBuildAtATimeWritesIntoAFolder() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }]");
        try (OutputFolder other = OutputFolder.open(output)) {
            assertThat(workshop.refusal(workshop.request(manifest, output, false))).containsExactly(
                    "another build is writing into …/out; wait for it, or take another folder with --out");
            assertThat(other.part()).exists();
        }
        workshop.build(manifest, output);
        assertThat(MadeBundle.names(output)).hasSize(3);
    }

    @Test
    void whatAKilledBuildLeftIsClearedAway() throws Exception {
        workshop.write("out/.moduli-distribution.part/plugins/0000/half.jar", "half");
        workshop.write("out/.moduli-distribution.lock", "");

        workshop.build(workshop.manifest("plugins = [{ type = bundled }]"), output);

        assertThat(MadeBundle.names(output)).containsExactly("lab-1.0-linux-x86_64.cdx.json",
                "lab-1.0-linux-x86_64.tar.gz", "lab-1.0-linux-x86_64.zip");
    }

    @Test
    void whereTheLockCannotBeWrittenNothingIsBuilt() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }]");
        Files.createDirectories(folder.resolve("lab/lab.lock.json/full"));

        assertThatThrownBy(() -> workshop.build(manifest, output)).isInstanceOf(DistributionException.class)
                .hasMessage(folder + "/lab/lab.lock.json is a folder, so that no lock can be written there");
        assertThat(MadeBundle.names(output)).isEmpty();
    }

    @Test
    void linksThatAManifestNamesAndThoseBelowThemArePackedAsWhatTheyLeadTo() throws Exception {
        workshop.write("elsewhere/docs/guide.md", "guide");
        workshop.write("elsewhere/docs/deep/more.md", "more");
        workshop.write("elsewhere/mine.properties", "a=b");
        Files.createSymbolicLink(folder.resolve("elsewhere/docs/linked"), folder.resolve("elsewhere/docs/deep"));
        Files.createDirectories(folder.resolve("lab/conf"));
        Files.createSymbolicLink(folder.resolve("lab/docs"), folder.resolve("elsewhere/docs"));
        Files.createSymbolicLink(folder.resolve("lab/conf/mine.properties"),
                folder.resolve("elsewhere/mine.properties"));
        MadeBundle.of("ring", "1.2.0").jar(folder.resolve("elsewhere/ring"));
        Files.createSymbolicLink(folder.resolve("lab/ring"), folder.resolve("elsewhere/ring"));

        workshop.build(workshop.manifest("""
                plugins = [{ type = bundled }, { type = folder, path = ring }]
                documents = [docs]
                configuration = [conf]
                """), output);

        assertThat(entries(output.resolve("lab-1.0-linux-x86_64.tar.gz"))).contains("644 lab-1.0/docs/guide.md",
                "644 lab-1.0/docs/deep/more.md", "644 lab-1.0/docs/linked/more.md",
                "644 lab-1.0/conf/mine.properties", "644 lab-1.0/plugins/ring/ring-1.2.0.jar");
    }

    @Test
    void whatSystemsAndEditorsLeaveBehindIsLeftOutAndProgramsStayPrograms() throws Exception {
        for (String left : List.of(".DS_Store", ".mine.conf.swp", "mine.conf~", "mine.conf.bak", "#mine.conf#",
                "Thumbs.db", ".git/config")) {
            workshop.write("lab/conf/" + left, "left");
        }
        workshop.write("lab/conf/mine.properties", "a=b");
        Path program = workshop.write("lab/pipelines/run-all.sh", "#!/bin/sh");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-x---"));
        workshop.write("lab/pipelines/one.conf", Workshop.pipeline("one"));
        Path manifest = workshop.manifest("""
                plugins = [{ type = bundled }]
                pipelines = [{ type = folder, path = pipelines }]
                configuration = [conf]
                """);

        workshop.build(manifest, output);

        assertThat(entries(output.resolve("lab-1.0-linux-x86_64.tar.gz")))
                .filteredOn(entry -> entry.contains("/conf/") || entry.contains("/examples/")).containsExactly(
                        "755 lab-1.0/conf/", "755 lab-1.0/examples/", "644 lab-1.0/conf/logging.properties",
                        "644 lab-1.0/conf/mine.properties", "644 lab-1.0/conf/moduli-distribution.properties",
                        "644 lab-1.0/examples/one.conf", "755 lab-1.0/examples/run-all.sh");
        assertThat(workshop.progress).filteredOn(line -> line.startsWith("left out")).singleElement().asString()
                .startsWith("left out of " + folder.resolve("lab/conf") + ": ").contains(".DS_Store", ".mine.conf.swp",
                        "mine.conf~", "mine.conf.bak", "#mine.conf#", "Thumbs.db",
                        ".git");

        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(workshop.refusal(workshop.request(manifest, folder.resolve("again"), true)))
                .contains("lab.lock.json: examples/run-all.sh is not a program, but in the lock it is a program");
    }

    @Test
    void aPipelineMayIncludeWhatIsPackedBesideItAndThatNeedsNotBeAPipeline() throws Exception {
        workshop.write("lab/pipelines/common/base.conf",
                "task { type = echo }\nnetwork { cell { type = elman }, hidden = 4 }");
        workshop.write("lab/pipelines/one.conf",
                "include \"common/base\"\nname = one\nstages = [{ type = train, epochs = 1 }]");

        workshop.build(workshop.manifest("""
                plugins = [{ type = bundled }]
                pipelines = [{ type = folder, path = pipelines }]
                """), output);

        assertThat(entries(output.resolve("lab-1.0-linux-x86_64.tar.gz")))
                .contains("644 lab-1.0/examples/one.conf", "644 lab-1.0/examples/common/base.conf");
    }

    @Test
    void aLookWithASettingChangedLeavesTheLockAsItIs() throws Exception {
        Path manifest = workshop.manifest("plugins = [{ type = bundled }]");
        workshop.build(manifest, output);
        String before = Files.readString(folder.resolve("lab/lab.lock.json"));

        assertThat(workshop.build(workshop.overridden(manifest, output, "version=2.0"))).containsExactly(
                output.resolve("lab-2.0-linux-x86_64.tar.gz"), output.resolve("lab-2.0-linux-x86_64.zip"),
                output.resolve("lab-2.0-linux-x86_64.cdx.json"));

        assertThat(folder.resolve("lab/lab.lock.json")).hasContent(before);
        assertThat(workshop.progress)
                .contains("lab.lock.json is left as it is, since it is for the manifest without -o; "
                        + "--lock FILE writes one for this build");
        workshop.buildLocked(manifest, folder.resolve("again"));
    }

    @Test
    void whatTakesItsTimeIsToldInALineEach() throws Exception {
        publish("1.0.0");
        workshop.repository.add("example:ring:2.0-beta1", MadeBundle.of("ring", "2.0.0").jar(folder.resolve("made")),
                "example:math:3.0/compile");

        workshop.build(workshop.manifest("""
                plugins = [{ type = bundled }, { type = coordinates, coordinates = "example:ring:[1.0,2.0)" }]
                pipelines = [{ type = bundled }]
                """), output);

        assertThat(workshop.progress).containsExactly("looking for example:ring:[1.0,2.0)",
                "warning: example:ring:[1.0,2.0) resolved to 2.0-beta1, which precedes 2.0 in the order of versions; the "
                        + "range [1.0,2.0-alpha) leaves out such early versions",
                "loading 2 plugins", "validating the pipelines", "reading the licences and dependencies of 6 jars",
                "writing lab-1.0-linux-x86_64.tar.gz", "writing lab-1.0-linux-x86_64.zip");
    }

    @Test
    void aDistributionSaysWhatItIs() throws Exception {
        workshop.write("lab/guide.md", "guide");
        workshop.build(workshop.manifest("""
                description = "For rings"
                plugins = [{ type = bundled }]
                pipelines = [{ type = bundled }]
                documents = [guide.md]
                """), output);
        Path home = unpack(output.resolve("lab-1.0-linux-x86_64.zip")).resolve("lab-1.0");

        assertThat(home.resolve("conf/moduli-distribution.properties")).hasContent("name=lab\nversion=1.0\n");
        assertThat(home.resolve("README.md")).content()
                .startsWith(
                        "# lab 1.0\n\nFor rings\n\nA distribution of Moduli 9.9, which trains recurrent networks that "
                                + "end up sparse by geometry. It needs a Java 25.\n")
                .contains("| standard | 1.0.0 | For tests |\n", "`addition`, `paper/addition`",
                        "- [guide](docs/guide.md)\n");
    }

    private Path unpack(Path zip) throws Exception {
        Path place = folder.resolve("unpacked");
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path root = files.getPath("/");
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Path to = place.resolve(root.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(path, to);
                    }
                }
            }
        }
        return place;
    }

    private void publish(String version) throws Exception {
        workshop.repository.add("example:ring:" + version, MadeBundle.of("ring", version).jar(folder.resolve("made")),
                "io.moduli:moduli-api:1.0/compile", "example:math:3.0/compile");
        if (!Files.exists(workshop.repository.remote().resolve("example/math"))) {
            Path library = folder.resolve("math.jar");
            try (var jar = new JarOutputStream(Files.newOutputStream(library))) {
                jar.putNextEntry(new ZipEntry("readme.txt"));
            }
            workshop.repository.add("example:math:3.0", library);
        }
    }

    /** The mode and path of each entry, as they come. */
    private static List<String> entries(Path archive) throws Exception {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(
                new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(Integer.toOctalString(entry.getMode()) + " " + entry.getName());
                assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.fromMillis(318211200000L));
                assertThat(entry.getUserName() + entry.getLongUserId() + entry.getLongGroupId()).isEqualTo("root00");
            }
        }
        return entries;
    }
}
