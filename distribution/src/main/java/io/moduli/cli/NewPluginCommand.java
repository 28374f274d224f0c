package io.moduli.cli;

import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.scaffold.Beginning;
import io.moduli.scaffold.ComponentKind;
import io.moduli.scaffold.DevelopmentKit;
import io.moduli.scaffold.PluginProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a plugin. */
@Command(name = "new", customSynopsis = "moduli plugin new NAME --kind KIND [--blank] [--package PACKAGE] [--out DIR]", description = {
    "Writes a Maven project of a plugin that builds at once.",
    "It contains a worked example of the kind, its test, a pipeline that uses it and a README; with --blank, the",
    "shortest code that satisfies the contract of its kind, so its test passes until your own code breaks it."}, footer = {
        "", "Examples:", //
        "  moduli plugin new hyperbolic --kind moduli-space", //
        "  mvn -f hyperbolic verify", //
        "  moduli run hyperbolic/hyperbolic.conf --plugins hyperbolic/target/bundles"})
final class NewPluginCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "What the plugin and its component are called.")
    private String name = "";

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = {
        "What the component is: moduli-space, inhibitor,", "regularizer, recurrent-cell, weight-initializer,",
        "pruner, sparsity-schedule or task."})
    private String kind = "";

    @Option(names = "--blank", description = "Begin without a worked example.")
    private boolean blank;

    @Option(names = "--package", paramLabel = "PACKAGE", description = "The Java package; by default example.NAME.")
    private Optional<String> packageName = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = {
        "The project's folder, which must be empty or absent;", "by default NAME."})
    private Optional<Path> out = Optional.empty();

    NewPluginCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        PluginProject project = PluginProject.of(name, ComponentKind.of(kind),
                blank ? Beginning.BLANK : Beginning.WORKED, packageName);
        DevelopmentKit kit = DevelopmentKit.of(console.home());
        try (Bundles bundles = console.loadBundles()) {
            project.requireFree(bundles.registry());
        }
        Path folder = out.orElse(Path.of(name));
        project.write(console.workingFolder().resolve(folder), kit);
        console.out().println("""
                Wrote %1$s with a %5$s %2$s. Build it, test it and run it:

                  mvn -f %1$s verify
                  moduli run %3$s --plugins %4$s""".formatted(folder, project.kind(),
                folder.resolve(name + ".conf"), folder.resolve("target/bundles"), blank ? "blank" : "worked"));
        return ExitStatus.DONE;
    }
}
