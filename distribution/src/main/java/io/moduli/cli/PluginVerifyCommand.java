package io.moduli.cli;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.problem.Nearest;
import io.moduli.verification.BundleReport;
import io.moduli.verification.BundleVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies bundles. */
@Command(name = "verify", description = "Verifies plugins: checksums, metadata, classes, and each component's contract.", footer = {
    "", "Examples:", //
    "  moduli plugin verify                                     everything that is installed", //
    "  moduli plugin verify ring                                one plugin", //
    "  moduli plugin verify ring --settings 'ring={length=20}'  a component with settings of your choice"})
final class PluginVerifyCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The bundles' names; by default all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--settings", paramLabel = "NAME={…}", description = "Settings, in HOCON, to try a component with.")
    private List<String> settings = new ArrayList<>();

    PluginVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = console.onePluginsFolder();
        if (!Files.isDirectory(folder)) {
            throw new BadArgumentException("moduli: there is no folder of plugins " + folder);
        }
        // The distribution's own are included, since settings may name their components.
        try (Bundles bundles = console.loadBundles()) {
            List<Bundle> meant = meant(bundles, folder);
            BundleVerifier verifier = verifier(bundles);
            int unfit = 0;
            for (Bundle bundle : meant) {
                BundleReport report = verifier.verify(bundle);
                print(report);
                unfit += report.problems().isEmpty() ? 0 : 1;
            }
            if (unfit > 0) {
                console.complain("moduli: %d of %d plugins are not fit for use".formatted(unfit, meant.size()));
                return ExitStatus.BAD_INPUT;
            }
        }
        return ExitStatus.DONE;
    }

    private BundleVerifier verifier(Bundles bundles) {
        try {
            return new BundleVerifier(bundles, settings, console.workingFolder());
        } catch (IllegalArgumentException e) {
            throw new BadArgumentException("moduli: --settings: " + e.getMessage());
        }
    }

    private List<Bundle> meant(Bundles bundles, Path folder) {
        List<Bundle> there = bundles.bundles().stream().filter(bundle -> folder.equals(bundle.folder().getParent()))
                .toList();
        if (names.isEmpty()) {
            return there;
        }
        List<String> known = there.stream().map(Bundle::name).distinct().toList();
        List<String> unknown = names.stream().filter(name -> !known.contains(name))
                .map(name -> "moduli: no bundle in %s is called \"%s\"%s; there are %s".formatted(folder, name,
                        Nearest.hint(name, known), String.join(", ", known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadArgumentException(unknown);
        }
        return there.stream().filter(bundle -> names.contains(bundle.name())).toList();
    }

    private void print(BundleReport report) {
        String named = report.bundle().metadata().map(BundleMetadata::named).orElse(report.bundle().name());
        console.out().println(named + (report.problems().isEmpty() ? ": fit" : ": not fit"));
        report.findings().forEach(line -> console.out().println("  " + line));
        console.out().flush();
        report.problems().forEach(line -> console.complain("moduli: " + named + ": " + line));
    }
}
