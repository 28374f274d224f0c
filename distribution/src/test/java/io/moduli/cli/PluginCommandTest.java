package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.install.MadeBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandTest {

    @TempDir
    Path folder;

    @Test
    void aPluginIsInstalledVerifiedAndRemoved() {
        MadeBundle.of("ring", "1.0.0").jar(folder);

        assertThat(call("install", "ring-1.0.0.jar")).isEqualTo(
                new Moduli(0, line("installed ring 1.0.0 in " + folder.resolve("plugins/ring")), ""));
        assertThat(call("verify")).isEqualTo(new Moduli(0, line("ring 1.0.0: fit",
                "  files: 1 as installed from ring-1.0.0.jar", "  moduli-space ring: keeps its contract"), ""));
        assertThat(call("remove", "ring"))
                .isEqualTo(new Moduli(0, line("removed " + folder.resolve("plugins/ring")), ""));
        assertThat(call("verify")).isEqualTo(new Moduli(0, "", ""));
    }

    @Test
    void aDistanceThatIsNotSymmetricBreaksTheContractByName() {
        MadeBundle.of("ring", "1.0.0").distance("a[0] < b[0] ? d : 0.9 * d").jar(folder);
        call("install", "ring-1.0.0.jar", "--unverified");

        Moduli call = call("verify", "ring");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.out()).startsWith("ring 1.0.0: not fit");
        assertThat(call.err().lines())
                .anyMatch(line -> line.startsWith(
                        "moduli: ring 1.0.0: moduli-space ring: breaks its contract: symmetry: "))
                .last().isEqualTo("moduli: 1 of 1 plugins are not fit for use");
    }

    @Test
    void whatVerifyWouldRejectIsNotInstalled() throws IOException {
        MadeBundle.of("ring", "1.0.0").distance("a[0] < b[0] ? d : 0.9 * d").jar(folder);

        Moduli call = call("install", "ring-1.0.0.jar");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err().lines())
                .anyMatch(line -> line.startsWith(
                        "moduli: ring-1.0.0.jar: moduli-space ring: breaks its contract: symmetry: "))
                .last()
                .isEqualTo("moduli: ring-1.0.0.jar: it was not installed; --unverified installs it all the same");
        assertThat(MadeBundle.names(folder.resolve("plugins"))).containsExactly(".lock");
    }

    @Test
    void anInstalledPluginIsReplacedByOneThatKeepsItsContractAlone() {
        MadeBundle.of("ring", "1.0.0").jar(folder);
        MadeBundle.of("ring", "1.1.0").distance("2 * d").jar(folder);
        MadeBundle.of("ring", "1.2.0").jar(folder);
        call("install", "ring-1.0.0.jar");

        assertThat(call("install", "ring-1.1.0.jar", "--replace").status()).isEqualTo(2);
        assertThat(call("verify").out()).startsWith("ring 1.0.0: fit");
        assertThat(call("install", "ring-1.2.0.jar", "--replace")).isEqualTo(new Moduli(0,
                line("installed ring 1.2.0, replacing 1.0.0 in " + folder.resolve("plugins/ring")), ""));
    }

    @Test
    void filesThatWereChangedAddedOrTakenAwayAreNamed() throws IOException {
        Path made = folder.resolve("made");
        MadeBundle.of("ring", "1.0.0").jar(made);
        Files.writeString(made.resolve("a.txt"), "a");
        Files.writeString(made.resolve("b.txt"), "b");
        call("install", "made");
        Path ring = folder.resolve("plugins/ring");
        Files.writeString(ring.resolve("a.txt"), "x");
        Files.delete(ring.resolve("b.txt"));
        Files.writeString(ring.resolve("c.txt"), "c");

        Moduli call = call("verify");

        assertThat(call.status()).isEqualTo(2);
        // printf x | sha256sum; printf a | sha256sum
        assertThat(call.err().lines()).containsExactly(
                "moduli: ring 1.0.0: a.txt was changed: its sha256 is "
                        + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881, and was "
                        + "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb when it was installed",
                "moduli: ring 1.0.0: b.txt is missing",
                "moduli: ring 1.0.0: c.txt was not there when it was installed",
                "moduli: 1 of 1 plugins are not fit for use");
    }

    @Test
    void aBundleWithoutARecordIsFitButSaysSo() {
        MadeBundle.of("ring", "1.0.0").jar(folder.resolve("plugins/ring"));

        assertThat(call("verify").out()).isEqualTo(line("ring 1.0.0: fit",
                "  files: not compared, since there is no bundle.json to compare them with",
                "  moduli-space ring: keeps its contract"));
    }

    @Test
    void aRecordThatIsNoneIsNamed() throws IOException {
        MadeBundle.of("ring", "1.0.0").jar(folder.resolve("plugins/ring"));
        Path record = Files.writeString(folder.resolve("plugins/ring/bundle.json"), "{\"bundle\": 1");

        assertThat(call("verify").err()).startsWith("moduli: ring 1.0.0: its files cannot be compared with what was "
                + "installed: " + record + " is not a record of an installation: ");
    }

    @Test
    void settingsOfABundleOrOfTheCommandLineAreTried() {
        MadeBundle.of("ring", "1.0.0").file("META-INF/moduli/verify.conf",
                "moduli-space { ring = [{ length = 3 }, { length = 4 }] }").jar(folder);
        call("install", "ring-1.0.0.jar");

        assertThat(call("verify").out()).contains("moduli-space ring {length=3}: keeps its contract",
                "moduli-space ring {length=4}: keeps its contract");
        assertThat(call("verify", "--settings", "ring={length=5}").out()).doesNotContain("length=3")
                .contains("moduli-space ring {length=5}: keeps its contract");
        assertThat(call("verify", "--settings", "moduli-space.ring={lenght=5}")).satisfies(call -> {
            assertThat(call.status()).isEqualTo(2);
            assertThat(call.err()).startsWith("moduli: ring 1.0.0: moduli-space ring {lenght=5}: lenght: unknown key "
                    + "(did you mean \"length\"?)");
        });
        assertThat(call("verify", "--settings", "rnig={}").err())
                .startsWith("moduli: --settings: no component is called \"rnig\" (did you mean \"ring\"?); there are ");
        assertThat(call("verify", "--settings", "ring={").err())
                .startsWith("moduli: --settings: the settings of ring: ");
        assertThat(call("verify", "--settings", "ring").err())
                .startsWith("moduli: --settings: \"ring\" are not settings of a component, which are written name={…}");
    }

    @Test
    void aBundlesSettingsThatAreMalformedAreNamedWithTheirFile() {
        Path jar = MadeBundle.of("ring", "1.0.0").file("META-INF/moduli/verify.conf", "modul-space {}")
                .jar(folder.resolve("plugins/ring"));

        assertThat(call("verify").err()).startsWith("moduli: ring 1.0.0: " + jar
                + ": META-INF/moduli/verify.conf: \"modul-space\" is not a kind of component "
                + "(did you mean \"moduli-space\"?); there are ");
    }

    @Test
    void aBundleThatCannotBeLoadedIsNotFit() throws IOException {
        Files.createDirectories(folder.resolve("plugins/broken"));
        Files.writeString(folder.resolve("plugins/broken/broken.jar"), "no jar");

        Moduli call = call("verify");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).startsWith("moduli: broken: " + folder.resolve("plugins/broken/broken.jar")
                + ": this jar cannot be read");
    }

    @Test
    void whatIsNoSourceIsBadInputWithTheNearestFile() {
        MadeBundle.of("ring", "1.0.0").jar(folder);

        assertThat(call("install", "ring-1.0.jar")).isEqualTo(new Moduli(2, "", line("moduli: there is no file or "
                + "folder \"ring-1.0.jar\" (did you mean \"ring-1.0.0.jar\"?); a bundle comes from a jar, a folder, an "
                + "archive (.zip, .tar.gz) or Maven coordinates (group:artifact:version)")));
        assertThat(call("install", "a:b:[1,").err()).startsWith("moduli: \"a:b:[1,\" are not Maven coordinates");
    }

    @Test
    void unknownBundlesAreNamedWithTheNearest() {
        MadeBundle.of("ring", "1.0.0").jar(folder.resolve("plugins/ring"));

        assertThat(call("verify", "rin").err()).isEqualTo(line("moduli: no bundle in " + folder.resolve("plugins")
                + " is called \"rin\" (did you mean \"ring\"?); there are ring"));
        assertThat(call("remove", "rin").status()).isEqualTo(2);
    }

    @Test
    void withoutADistributionAFolderMustBeNamed() {
        assertThat(Moduli.call(folder, "plugin", "verify")).isEqualTo(new Moduli(2, "", line(
                "moduli: it was not started from a distribution, so there is no folder of plugins; name one with --plugins DIR")));
    }

    private Moduli call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("plugin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--plugins", "plugins"));
        if (!Files.exists(folder.resolve("plugins"))) {
            folder.resolve("plugins").toFile().mkdirs();
        }
        return Moduli.call(folder, all.toArray(String[]::new));
    }

    private static String line(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
