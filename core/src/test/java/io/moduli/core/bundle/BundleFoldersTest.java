package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The other half of the failure matrix: folders and files that are none of a bundle's, beside a healthy bundle. */
class BundleFoldersTest {

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void installAHealthyBundle() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        BundleForge.bundle("healthy").into(plugins);
    }

    /** What is said of everything that is broken, while the healthy bundle works. */
    private List<String> problems() {
        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertThat(Forged.inhibitor(bundles.registry(), "healthy").value(3)).isEqualTo(9);
            assertThat(bundles.bundles()).allSatisfy(bundle -> assertThat(bundle.state())
                    .isEqualTo(bundle.name().equals("healthy") ? BundleState.ACTIVE : BundleState.FAILED));
            return bundles.registry().problems().stream().map(PluginProblem::render).toList();
        }
    }

    @Test
    void anEmptyFolderIsNamed() throws IOException {
        Path empty = Files.createDirectory(plugins.resolve("empty"));

        assertThat(problems()).containsExactly("plugin empty (" + empty + "): this folder holds no jar; a bundle is a "
                + "folder with the plugin's jar and those of its libraries");
    }

    @Test
    void aJarThatLiesBesideTheFoldersIsTold() throws IOException {
        Path stray = BundleForge.bundle("stray").write(plugins.resolve("stray.jar"));

        assertThat(problems())
                .containsExactly("plugin stray.jar (" + stray
                        + "): this jar is not in a bundle; put it into a folder of its own, such as "
                        + plugins.resolve("stray"));
    }

    @Test
    void whatIsNeitherAFolderNorAJarIsNoBundleAndNeitherIsWhatIsHidden() throws IOException {
        Files.writeString(plugins.resolve("README.txt"), "Folders of jars go here");
        Files.createDirectory(plugins.resolve(".installing"));

        assertThat(problems()).isEmpty();
    }

    @Test
    void aFolderThatIsCalledLikeAJarIsNoJar() throws IOException {
        Path odd = Files.createDirectories(plugins.resolve("odd/odd.jar"));

        assertThat(problems()).containsExactly("plugin odd (" + odd + "): this is not a file that could be a jar");
    }

    @Test
    void aLinkToNowhereIsNamed() throws IOException {
        Path gone = Files.createSymbolicLink(plugins.resolve("gone"), folder.resolve("nowhere"));

        assertThat(problems())
                .containsExactly("plugin gone (" + gone + "): this folder cannot be read: it is not there");
    }

    @Test
    void linksInACircleAreNamed() throws IOException {
        Path first = Files.createSymbolicLink(plugins.resolve("first"), plugins.resolve("second"));
        Path second = Files.createSymbolicLink(plugins.resolve("second"), plugins.resolve("first"));

        assertThat(problems()).hasSize(2).anySatisfy(problem -> assertThat(problem)
                .startsWith("plugin first (" + first + "): this folder cannot be read: "))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("plugin second (" + second + "): this folder cannot be read: "));
    }

    @Test
    void aLinkToAFolderAroundItIsNamed() throws IOException {
        Path loop = Files.createSymbolicLink(plugins.resolve("loop"), folder);

        assertThat(problems()).containsExactly(
                "plugin loop (" + loop + "): this symbolic link leads to a folder that it lies in itself");
    }

    @Test
    void aJarThatIsALinkToItselfIsNamed() throws IOException {
        Path jar = Files.createDirectory(plugins.resolve("loop")).resolve("loop.jar");
        Files.createSymbolicLink(jar, jar);

        assertThat(problems()).containsExactly("plugin loop (" + jar + "): this is not a file that could be a jar");
    }

    @Test
    void aBundleThatIsALinkToItsBuildIsActive() throws IOException {
        BundleForge.bundle("linked").write(folder.resolve("project/target/linked.jar"));
        Files.createSymbolicLink(plugins.resolve("linked"), folder.resolve("project/target"));

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).containsExactly("healthy", "linked");
        }
    }

    /** Root may read every folder, so this is something that nobody can list. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes among its files")
    void aPipeInAFoldersPlaceIsNamedAndNotWaitedFor() throws Exception {
        Path pipe = plugins.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path jar = Files.createDirectory(plugins.resolve("piped")).resolve("piped.jar");
        assertThat(new ProcessBuilder("mkfifo", jar.toString()).start().waitFor()).isZero();

        assertThat(problems()).containsExactly(
                "plugin pipe (" + pipe + "): this folder cannot be read: it is not a folder",
                "plugin piped (" + jar + "): this is not a file that could be a jar");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        Path locked = Files.createDirectory(plugins.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "root may read everything");

        assertThat(problems())
                .containsExactly("plugin locked (" + locked + "): this folder cannot be read: permission denied");
    }

    @Test
    void aFileInThePlaceOfAllBundlesIsOneProblem() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), file)) {
            assertThat(bundles.registry().problems()).extracting(PluginProblem::render)
                    .containsExactly("a plugin (" + file + "): this folder cannot be read: it is not a folder");
            assertThat(bundles.registry().names(ExtensionPoint.RECURRENT_CELL)).contains("elman");
        }
    }
}
