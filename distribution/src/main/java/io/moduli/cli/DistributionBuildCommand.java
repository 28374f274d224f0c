package io.moduli.cli;

import io.moduli.core.config.model.SettingsDescription;
import io.moduli.distribution.BuildRequest;
import io.moduli.distribution.DistributionBuilder;
import io.moduli.distribution.DistributionException;
import io.moduli.distribution.DistributionManifest;
import io.moduli.distribution.Host;
import io.moduli.repository.MavenUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds a distribution. */
@Command(name = "build", customSynopsis = "moduli distribution build MANIFEST [--out DIR] [--locked] [-o path=value ...]", description = {
    "Packages Moduli with the plugins, pipelines and configuration that a manifest names.", //
    "For each platform it writes NAME-VERSION-PLATFORM.tar.gz, .zip and .cdx.json (a CycloneDX bill of materials), and beside the manifest the lock, from which --locked builds the same bytes again."}, footer = {
        "", "A manifest:", //
        "  name = my-lab", //
        "  version = 1.2.0", //
        "  plugins = [", //
        "    { type = bundled }                       # all that this Moduli has", //
        "    { type = file, path = ring.jar }", //
        "    { type = folder, path = knots }          # a plugin with its libraries", //
        "    { type = coordinates, coordinates = \"org.example:hyperbolic:[1.0,2.0)\" }", //
        "  ]", //
        "  pipelines = [{ type = folder, path = pipelines }]", //
        "  platforms = [linux-x86_64, macosx-arm64]", //
        "", "--describe lists all settings of a manifest; docs/distributions.md of a distribution explains them."})
final class DistributionBuildCommand implements Callable<Integer> {

    private final Console console;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private What what;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for the archives; by default ${DEFAULT-VALUE}.", defaultValue = "dist")
    private Path output = Path.of("dist");

    @Option(names = "--locked", description = "Build exactly what the lock records, or nothing.")
    private boolean locked;

    @Option(names = "--lock", paramLabel = "FILE", description = "The lock; by default beside the manifest, for my-lab.conf my-lab.lock.json.")
    private Optional<Path> lock = Optional.empty();

    @Option(names = {"-o", "--override"}, paramLabel = "path=value", description = {
        "Change a setting of the manifest, such as -o runtime=true.",
        "May be repeated. The lock beside the manifest is then",
        "left as it is."})
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--offline", description = "Use only what the local Maven repository has.")
    private boolean offline;

    @Option(names = "--maven-settings", paramLabel = "FILE", description = "Maven settings; by default ~/.m2/settings.xml.")
    private Optional<Path> settings = Optional.empty();

    @Option(names = "--folder", hidden = true, description = "Also put the distribution into a folder; for Moduli's own build.")
    private Optional<Path> folder = Optional.empty();

    @ArgGroup(exclusive = false)
    private @Nullable OwnModule module;

    /** Either is asked for. */
    private static final class What {

        @Parameters(paramLabel = "MANIFEST", description = "The manifest, a file in HOCON.")
        private Optional<Path> manifest = Optional.empty();

        @Option(names = "--describe", description = "List all settings of a manifest, and build nothing.")
        private boolean describe;
    }

    /** Where Moduli itself is while it is built. */
    private static final class OwnModule {

        @Option(names = "--module", required = true, hidden = true, description = "The folder of the distribution's module.")
        private Path folder = Path.of("");

        @Option(names = "--module-libraries", required = true, hidden = true, description = "What mvn dependency:list wrote about it.")
        private Path libraries = Path.of("");

        @Option(names = "--module-artifact", required = true, hidden = true, description = "Its own line in such a list.")
        private String artifact = "";
    }

    DistributionBuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (what.describe || what.manifest.isEmpty()) {
            console.out().println("A manifest");
            new SettingsSheet(console).print(SettingsDescription.of(DistributionManifest.class));
            return ExitStatus.DONE;
        }
        Path manifest = what.manifest.get();
        BuildRequest request = new BuildRequest(manifest, overrides, output, lock, locked, folder,
                console.workingFolder(),
                new MavenUser(settings.map(console.workingFolder()::resolve), offline),
                Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH")));
        try {
            for (Path written : new DistributionBuilder(host(), console.classPath(),
                    line -> console.err().println(line)).build(request)) {
                console.out().println(written.startsWith(console.workingFolder())
                        ? console.workingFolder().relativize(written)
                        : written);
            }
        } catch (DistributionException e) {
            List<String> lines = new ArrayList<>(e.lines());
            lines.add("moduli: nothing was built of " + manifest);
            throw new BadArgumentException(lines);
        }
        return ExitStatus.DONE;
    }

    private Host host() throws IOException, DistributionException {
        OwnModule own = module;
        if (own != null) {
            return Host.ofModule(own.artifact.split(":", -1)[3], own.folder, own.libraries, own.artifact);
        }
        if (console.home().isEmpty()) {
            throw new BadArgumentException(
                    "moduli: a distribution is made from the Moduli that is running, but this one "
                            + "was not started by bin/moduli of an unpacked distribution");
        }
        return Host.installed(VersionText.moduli(), console.home().get());
    }
}
