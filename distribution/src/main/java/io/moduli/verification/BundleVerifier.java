package io.moduli.verification;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.model.UnsupportedSettingsException;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.install.InstallRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies bundles: their files, their metadata, their classes, and every component's contract. */
public final class BundleVerifier {

    private final Bundles bundles;
    private final List<String> settings;
    private final ComponentVerifier verifier;

    /**
     * @param bundles all that are installed, since the settings of one's component may name another's
     * @param settings to try components with, each {@code name={…}}
     * @param workingFolder what relative paths in settings refer to
     * @throws IllegalArgumentException if settings are malformed or for no component; the message quotes them
     */
    public BundleVerifier(Bundles bundles, List<String> settings, Path workingFolder) {
        this.bundles = bundles;
        this.settings = List.copyOf(settings);
        this.verifier = new ComponentVerifier(bundles.registry(), workingFolder);
        SampleSettings.none().with(settings, components());
    }

    /** Looks at a bundle. */
    public BundleReport verify(Bundle bundle) {
        List<String> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        compareFiles(bundle, findings, problems);
        for (PluginProblem problem : bundle.problems()) {
            problems.add((problem.origin().isEmpty() ? "" : problem.origin() + ": ") + problem.message());
        }
        if (bundle.plugin().isPresent()) {
            SampleSettings samples = samples(bundle.plugin().get(), problems);
            for (InstalledComponent<?> component : components()) {
                if (component.plugin().equals(bundle.plugin().get())) {
                    hold(component, samples, findings, problems);
                }
            }
        }
        return new BundleReport(bundle, findings, problems);
    }

    private List<InstalledComponent<?>> components() {
        List<InstalledComponent<?>> all = new ArrayList<>();
        ExtensionPoint.all().forEach(point -> all.addAll(bundles.registry().components(point)));
        return all;
    }

    private static void compareFiles(Bundle bundle, List<String> findings, List<String> problems) {
        try {
            Optional<InstallRecord> record = InstallRecord.read(bundle.folder());
            if (record.isEmpty()) {
                findings.add(
                        "files: not compared, since there is no %s to compare them with".formatted(InstallRecord.FILE));
                return;
            }
            List<String> differences = new ArrayList<>(record.get().differences(bundle.folder()));
            bundle.metadata().map(BundleMetadata::named)
                    .filter(named -> !named.equals(record.get().bundle() + " " + record.get().version()))
                    .ifPresent(named -> differences.add("it is %s, but %s %s was installed".formatted(named,
                            record.get().bundle(), record.get().version())));
            problems.addAll(differences);
            if (differences.isEmpty()) {
                findings.add("files: %d as installed from %s".formatted(record.get().sha256().size(),
                        record.get().source()));
            }
        } catch (IOException e) {
            problems.add("its files cannot be compared with what was installed: " + e.getMessage());
        }
    }

    private SampleSettings samples(InstalledPlugin plugin, List<String> problems) {
        String jar = plugin.origin().location();
        SampleSettings own = SampleSettings.none();
        try {
            own = SampleSettings.ofJar(Path.of(jar));
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s: %s: %s".formatted(jar, SampleSettings.FILE, e.getMessage()));
        }
        return own.with(settings, components());
    }

    private void hold(InstalledComponent<?> component, SampleSettings samples, List<String> findings,
            List<String> problems) {
        String name = component.extensionPoint() + " " + component.name();
        Optional<List<String>> given = samples.of(component);
        if (given.isEmpty()) {
            try {
                List<String> required = ComponentVerifier.required(component);
                if (!required.isEmpty()) {
                    findings.add(name + ": not checked: " + ComponentVerifier.needs(component, required));
                    return;
                }
            } catch (UnsupportedSettingsException | LinkageError e) {
                problems.add(name + ": " + e.getMessage());
                return;
            }
        }
        for (String settings : given.orElse(List.of("{}"))) {
            String tried = settings.equals("{}") ? name : name + " " + settings;
            switch (verifier.verify(component, settings)) {
                case ComponentOutcome.NotChecked(String why) -> findings.add(tried + ": not checked: " + why);
                case ComponentOutcome.Refused(List<String> reasons) ->
                    reasons.forEach(reason -> problems.add(tried + ": " + reason));
                case ComponentOutcome.Checked(var violations) -> {
                    if (violations.isEmpty()) {
                        findings.add(tried + ": keeps its contract");
                    }
                    violations.forEach(violation -> problems.add(tried + ": breaks its contract: " + violation));
                }
            }
        }
    }
}
