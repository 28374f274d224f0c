package io.moduli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.bundle.Bundles;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.install.BundleInstaller.Verification;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.MavenUser;
import io.moduli.repository.TestRepository;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleInstallerTest {

    private static final MavenUser NOBODY = MavenUser.current();

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void choosePlugins() {
        plugins = folder.resolve("plugins");
    }

    @Test
    void aJarBecomesABundleWithARecordOfIt() throws Exception {
        Path jar = MadeBundle.of("ring", "1.0.0").jar(folder);

        BundleInstaller.Installation done = install(new BundleSource.Jar(jar));

        assertThat(done.folder()).isEqualTo(plugins.resolve("ring"));
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
        assertThat(MadeBundle.names(done.folder())).containsExactly("bundle.json", "ring-1.0.0.jar");
        InstallRecord record = InstallRecord.read(done.folder()).orElseThrow();
        assertThat(record.bundle() + " " + record.version() + " from " + record.source())
                .isEqualTo("ring 1.0.0 from ring-1.0.0.jar");
        assertThat(record.sha256().keySet()).containsExactly("ring-1.0.0.jar");
        assertThat(record.differences(done.folder())).isEmpty();
        assertThat(spaces()).containsExactly("ring");
    }

    @Test
    void coordinatesBringTheLibrariesButNothingOfTheHosts() throws Exception {
        TestRepository repository = new TestRepository(folder);
        repository.add("example:ring:1.0.0", MadeBundle.of("ring", "1.0.0").jar(folder),
                "io.moduli:moduli-api:1.0/compile", "org.slf4j:slf4j-api:2.0/compile", "example:math:3.0/compile");
        Path library = Files.createDirectories(folder.resolve("library")).resolve("library.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new ZipEntry("readme.txt"));
        }
        repository.add("example:math:3.0", library);

        new BundleInstaller(plugins, nothing(), this::silent).install(
                new BundleSource.Artifact(MavenCoordinates.parse("example:ring:[1,2)")), repository.user(), false,
                Verification.NONE);

        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "math-3.0.jar",
                "ring-1.0.0.jar");
        assertThat(InstallRecord.read(plugins.resolve("ring")).orElseThrow().source()).isEqualTo("example:ring:1.0.0");
    }

    @Test
    void aFolderIsCopiedWithWhatLiesBeside() throws Exception {
        Path made = folder.resolve("made");
        MadeBundle.of("ring", "1.0.0").jar(made);
        Files.createDirectories(made.resolve("docs"));
        Files.writeString(made.resolve("docs/readme.txt"), "read me");

        install(new BundleSource.Folder(made));

        assertThat(plugins.resolve("ring/docs/readme.txt")).hasContent("read me");
        assertThat(InstallRecord.read(plugins.resolve("ring")).orElseThrow().sha256().keySet())
                .containsExactly("docs/readme.txt", "ring-1.0.0.jar");
    }

    @Test
    void aBundleThatDoesNotWorkIsRefusedNamingItsFileAndLeavesNothing() throws Exception {
        Path jar = MadeBundle.of("ring", "1.0.0").space("Not A Name").jar(folder);

        assertThatThrownBy(() -> install(new BundleSource.Jar(jar))).isInstanceOf(InstallException.class)
                .hasMessageStartingWith("ring-1.0.0.jar: ring-1.0.0.jar: ").hasMessageContaining("Not A Name")
                .message().doesNotContain("installing");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock");
    }

    @Test
    void anotherVersionIsRefusedUnlessItMayReplace() throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));
        BundleSource newer = new BundleSource.Jar(MadeBundle.of("ring", "1.1.0").jar(folder));

        assertThatThrownBy(() -> install(newer)).hasMessage("ring 1.0.0 is installed already, in "
                + plugins.resolve("ring") + "; --replace puts ring 1.1.0 in its place");
        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "ring-1.0.0.jar");

        BundleInstaller.Installation done = installer().install(newer, NOBODY, true, Verification.NONE);

        assertThat(done.replaced().orElseThrow().named()).isEqualTo("ring 1.0.0");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "ring-1.1.0.jar");
    }

    @Test
    void aComponentThatAnotherBundleOffersIsRefusedNamingBoth() throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));
        Path twin = MadeBundle.of("twin", "2.0.0").space("ring").jar(folder);

        assertThatThrownBy(() -> install(new BundleSource.Jar(twin)))
                .hasMessage("twin 2.0.0: its moduli-space ring has the name of one of plugin ring ("
                        + plugins.resolve("ring/ring-1.0.0.jar") + ")");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
    }

    @Test
    void whatRunsWhileItIsReplacedKeepsItsClasses() throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));
        try (Bundles running = Bundles.load(nothing(), plugins)) {
            ClassLoader loader = running.registry().components(ExtensionPoint.MODULI_SPACE).getFirst().settings()
                    .getClassLoader();

            installer().install(new BundleSource.Jar(MadeBundle.of("ring", "1.1.0").jar(folder)), NOBODY, true,
                    Verification.NONE);

            // A class that the running process has not asked for before.
            assertThat(loader.loadClass("ring.Later").getClassLoader()).isSameAs(loader);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2000})
    void aDiskThatIsFullHalfWayLeavesWhatWasThere(int bytes) throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));
        BundleSource newer = new BundleSource.Jar(MadeBundle.of("ring", "1.1.0").jar(folder));
        BundleInstaller full = new BundleInstaller(plugins, nothing(), this::silent,
                root -> new StagedFiles(root, BundleLimits.STANDARD, file -> new FullDisk(file, bytes)));

        assertThatThrownBy(() -> full.install(newer, NOBODY, true, Verification.NONE)).isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "ring-1.0.0.jar");
    }

    @Test
    void whatAKilledProcessLeftIsInvisibleAndCleanedUp() throws Exception {
        MadeBundle.of("half", "1.0.0").jar(plugins.resolve(".installing-123/bundle"));
        MadeBundle.of("gone", "1.0.0").jar(plugins.resolve(".removed-123/gone"));
        assertThat(spaces()).isEmpty();

        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));

        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
    }

    @Test
    void aProcessThatWasKilledWhileItReplacedLosesNoBundle() throws Exception {
        MadeBundle.of("old", "1.0.0").jar(plugins.resolve(".replaced-123/old"));
        MadeBundle.of("both", "1.0.0").jar(plugins.resolve(".replaced-456/both"));
        MadeBundle.of("both", "2.0.0").jar(plugins.resolve("both"));

        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));

        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "both", "old", "ring");
        assertThat(MadeBundle.names(plugins.resolve("both"))).containsExactly("both-2.0.0.jar");
    }

    @Test
    void whatAnotherInstallationIsAtStaysUntilItIsDone() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Path jar = MadeBundle.of("ring", "1.0.0").jar(folder);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> second;
            Path working;
            try (PluginsFolder first = PluginsFolder.lock(plugins, told::add)) {
                working = first.staging();
                second = threads.submit(() -> new BundleInstaller(plugins, nothing(), told::add).install(
                        new BundleSource.Jar(jar), NOBODY, false, Verification.NONE));
                while (told.isEmpty()) {
                    Thread.sleep(10);
                }
                assertThat(working).exists();
                first.discard(working);
            }
            second.get();
        }
        assertThat(told).containsExactly("waiting until another installation in " + plugins + " is done");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "ring");
    }

    @Test
    void ofManyThatInstallAtTheSameTimeEveryBundleArrivesOnce() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (String name : List.of("ring", "knot", "disc", "ring", "knot", "disc")) {
            Path jar = MadeBundle.of(name, "1.0.0").jar(folder.resolve("jars" + calls.size()));
            calls.add(() -> {
                try {
                    install(new BundleSource.Jar(jar));
                    return "installed " + name;
                } catch (InstallException e) {
                    return e.getMessage().replaceAll(", in .*", "");
                }
            });
        }
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> call : threads.invokeAll(calls)) {
                outcomes.add(call.get());
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder("installed ring", "installed knot", "installed disc",
                "ring 1.0.0 is installed already", "knot 1.0.0 is installed already",
                "disc 1.0.0 is installed already");
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock", "disc", "knot", "ring");
        assertThat(spaces()).containsExactly("disc", "knot", "ring");
    }

    @Test
    void linksToAFolderAndWithinItAreFollowed() throws Exception {
        Path made = folder.resolve("made");
        MadeBundle.of("ring", "1.0.0").jar(made);
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/notes.txt"), "notes");
        Files.createSymbolicLink(made.resolve("data"), folder.resolve("shared"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), made);

        install(new BundleSource.Folder(link));

        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "data", "ring-1.0.0.jar");
        assertThat(plugins.resolve("ring/data/notes.txt")).hasContent("notes");
        assertThat(plugins.resolve("ring/data")).isDirectory().satisfies(
                data -> assertThat(Files.isSymbolicLink(data)).isFalse());
    }

    @Test
    void linksThatLeadNowhereOrInACircleAreRefusedByName() throws Exception {
        Path made = folder.resolve("made");
        MadeBundle.of("ring", "1.0.0").jar(made);
        Files.createSymbolicLink(made.resolve("again"), made);
        Files.createSymbolicLink(made.resolve("gone.txt"), folder.resolve("gone"));

        assertThatThrownBy(() -> install(new BundleSource.Folder(made))).isInstanceOf(InstallException.class)
                .hasMessage("made: its again is a link to a folder that it lies in\n"
                        + "made: its gone.txt is a link to something that is not there");
    }

    @Test
    void whatSystemsAndEditorsLeaveBehindIsNotInstalledAndDoesNotCount() throws Exception {
        Path made = folder.resolve("made");
        MadeBundle.of("ring", "1.0.0").jar(made);
        for (String left : List.of(".DS_Store", "._ring-1.0.0.jar", "notes.txt~", ".git/config")) {
            Files.createDirectories(made.resolve(left).getParent());
            Files.writeString(made.resolve(left), "left");
        }
        install(new BundleSource.Folder(made));
        assertThat(MadeBundle.names(plugins.resolve("ring"))).containsExactly("bundle.json", "ring-1.0.0.jar");

        Files.writeString(plugins.resolve("ring/.DS_Store"), "left");
        Files.writeString(plugins.resolve("ring/._ring-1.0.0.jar"), "left");
        assertThat(InstallRecord.read(plugins.resolve("ring")).orElseThrow().differences(plugins.resolve("ring")))
                .isEmpty();
        assertThat(spaces()).containsExactly("ring");
    }

    @Test
    void removingTakesTheFolderAwayWithoutRunningItsCode() throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));
        Path broken = Files.createDirectories(plugins.resolve("broken"));
        Files.writeString(broken.resolve("broken.jar"), "no jar");

        assertThat(installer().remove("ring")).isEqualTo(plugins.resolve("ring"));
        assertThat(installer().remove("broken")).isEqualTo(broken);
        assertThat(MadeBundle.names(plugins)).containsExactly(".lock");
    }

    @Test
    void removingALinkLeavesWhatItLeadsTo() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        MadeBundle.of("ring", "1.0.0").jar(elsewhere);
        Files.createDirectories(plugins);
        Files.createSymbolicLink(plugins.resolve("ring"), elsewhere);

        installer().remove("ring");

        assertThat(MadeBundle.names(plugins)).containsExactly(".lock");
        assertThat(MadeBundle.names(elsewhere)).containsExactly("ring-1.0.0.jar");
    }

    @Test
    void removingWhatIsNotThereNamesTheNearest() throws Exception {
        install(new BundleSource.Jar(MadeBundle.of("ring", "1.0.0").jar(folder)));

        assertThatThrownBy(() -> installer().remove("rnig")).isInstanceOf(InstallException.class).hasMessage(
                "no bundle in " + plugins + " is called \"rnig\" (did you mean \"ring\"?); there are ring");
    }

    private BundleInstaller.Installation install(BundleSource source) throws Exception {
        return installer().install(source, NOBODY, false, Verification.NONE);
    }

    private BundleInstaller installer() {
        return new BundleInstaller(plugins, nothing(), this::silent);
    }

    private void silent(String line) {
        // Nobody watches.
    }

    /** A class path without plugins. */
    private static ClassLoader nothing() {
        return new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());
    }

    private List<String> spaces() {
        try (Bundles bundles = Bundles.load(nothing(), plugins)) {
            assertThat(bundles.bundles()).allSatisfy(bundle -> assertThat(bundle.problems()).isEmpty());
            return bundles.registry().names(ExtensionPoint.MODULI_SPACE);
        }
    }

    /** Takes so many bytes and no more. */
    private static final class FullDisk extends FilterOutputStream {

        private int left;

        FullDisk(Path file, int bytes) throws IOException {
            super(Files.newOutputStream(file));
            left = bytes;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, Math.min(length, left));
            left -= length;
            if (left < 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
