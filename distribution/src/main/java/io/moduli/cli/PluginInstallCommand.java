package io.moduli.cli;

import io.moduli.install.BundleInstaller;
import io.moduli.install.BundleSource;
import io.moduli.install.InstallException;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs a bundle. */
@Command(name = "install", description = "Installs a plugin, after a look at it: one that does not work is not installed.", footer = {
    "", "Examples:", //
    "  moduli plugin install ring-1.0.jar             a plugin's jar that needs no library", //
    "  moduli plugin install ring.zip                 a folder of jars, packed (.zip, .tar.gz)", //
    "  moduli plugin install target/ring              a folder of jars", //
    "  moduli plugin install org.example:ring:1.0     from a Maven repository, with its libraries", //
    "  moduli plugin install 'org.example:ring:[1,2)' the highest version of a range"})
final class PluginInstallCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "SOURCE", description = "A jar, a folder, an archive, or Maven coordinates: group:artifact:version.")
    private String source = "";

    @Mixin
    private final PluginsOption plugins = new PluginsOption();

    @Option(names = "--replace", description = "Put it in the place of another version of itself.")
    private boolean replace;

    @Option(names = "--offline", description = "Use only what the local Maven repository has.")
    private boolean offline;

    @Option(names = "--maven-settings", paramLabel = "FILE", description = "Maven settings; by default ~/.m2/settings.xml.")
    private Optional<Path> settings = Optional.empty();

    PluginInstallCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BundleInstaller installer = new BundleInstaller(plugins.in(console), console.classPath(),
                line -> console.err().println(line));
        MavenUser user = new MavenUser(settings.map(console.workingFolder()::resolve), offline);
        try {
            BundleInstaller.Installation done = installer.install(
                    BundleSource.parse(source, console.workingFolder()), user, replace);
            console.out().println("installed %s%s in %s".formatted(done.bundle().named(),
                    done.replaced().map(old -> " in the place of " + old.version()).orElse(""), done.folder()));
        } catch (InstallException e) {
            throw new BadArgumentException(e.lines().stream().map(line -> "moduli: " + line).toList());
        } catch (RepositoryException e) {
            throw new BadArgumentException("moduli: " + e.getMessage());
        }
        return ExitStatus.DONE;
    }
}
