package io.moduli.cli;

import io.moduli.core.bundle.Bundles;
import io.moduli.install.BundleInstaller;
import io.moduli.install.BundleSource;
import io.moduli.install.InstallException;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import io.moduli.verification.BundleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs a bundle. */
@Command(name = "install", description = {
    "Verifies a plugin and installs it. A plugin that does not work, or whose components break the contract of their",
    "kind, is not installed. \"moduli plugin verify\" repeats the verification."}, footer = {
        "", "Examples:", //
        "  moduli plugin install ring-1.0.jar             a plugin's jar that needs no library", //
        "  moduli plugin install ring.zip                 a folder of jars, packed (.zip, .tar.gz)", //
        "  moduli plugin install target/ring              a folder of jars", //
        "  moduli plugin install org.example:ring:1.0     from a Maven repository, with its libraries", //
        "  moduli plugin install 'org.example:ring:[1,2)' the highest version of a range", //
        "  moduli plugin install ring.zip --plugins DIR   into another folder of plugins"})
final class PluginInstallCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "SOURCE", description = "A jar, a folder, an archive, or Maven coordinates: group:artifact:version.")
    private String source = "";

    @Option(names = "--replace", description = "Let it replace another version of itself.")
    private boolean replace;

    @Option(names = "--unverified", description = "Install it without checking its components against their contracts.")
    private boolean unverified;

    @Option(names = "--offline", description = "Use only what the local Maven repository has.")
    private boolean offline;

    @Option(names = "--maven-settings", paramLabel = "FILE", description = "Maven settings; by default ~/.m2/settings.xml.")
    private Optional<Path> settings = Optional.empty();

    PluginInstallCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BundleInstaller installer = new BundleInstaller(console.onePluginsFolder(), console.classPath(),
                console::complain);
        MavenUser user = new MavenUser(settings.map(console.workingFolder()::resolve), offline);
        try {
            BundleInstaller.Installation done = installer.install(
                    BundleSource.parse(source, console.workingFolder()), user, replace,
                    unverified ? BundleInstaller.Verification.NONE : this::faults);
            console.out().println("installed %s%s in %s".formatted(done.bundle().named(),
                    done.replaced().map(old -> ", replacing " + old.version()).orElse(""), done.folder()));
        } catch (InstallException e) {
            throw new BadArgumentException(e.lines().stream().map(line -> "moduli: " + line).toList());
        } catch (RepositoryException e) {
            throw new BadArgumentException("moduli: " + e.getMessage());
        }
        return ExitStatus.DONE;
    }

    /**
     * The problems that "plugin verify" would find in the bundle, together with everything installed, which its
     * settings may name.
     */
    private List<String> faults(Path folder) {
        List<Path> installed = Stream.concat(console.plugins().stream(), Stream.of(console.onePluginsFolder()))
                .map(plugins -> plugins.toAbsolutePath().normalize()).filter(Files::isDirectory).distinct().toList();
        try (Bundles bundles = Bundles.load(console.classPath(), installed, List.of(folder.resolveSibling("")))) {
            BundleVerifier verifier = new BundleVerifier(bundles, List.of(), console.workingFolder());
            List<String> faults = new ArrayList<>(bundles.bundles().stream()
                    .filter(bundle -> bundle.folder().equals(folder))
                    .flatMap(bundle -> verifier.verify(bundle).problems().stream()).toList());
            if (!faults.isEmpty()) {
                faults.add("it was not installed; --unverified installs it all the same");
            }
            return faults;
        }
    }
}
