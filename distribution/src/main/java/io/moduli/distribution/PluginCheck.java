package io.moduli.distribution;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleFailedException;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.BundleState;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.distribution.CollectedPlugin.Jar;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.install.InstallRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads plugins as the packaged Moduli will, and keeps them loaded until it is closed. */
final class PluginCheck implements AutoCloseable {

    private final ClassLoader classPath;
    private final Path staging;
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private Optional<Bundles> loaded = Optional.empty();

    /**
     * @param classPath core's own components come from
     * @param staging a folder to put the plugins into, which is not there yet
     */
    PluginCheck(ClassLoader classPath, Path staging) {
        this.classPath = classPath;
        this.staging = staging;
    }

    /**
     * Loads plugins, once.
     *
     * @return their metadata in the same order; not to be used if there are complaints
     */
    List<BundleMetadata> check(List<CollectedPlugin> plugins) throws IOException {
        for (int index = 0; index < plugins.size(); index++) {
            stage(plugins.get(index), Files.createDirectories(staging.resolve(folder(index))));
        }
        List<BundleMetadata> metadata = new ArrayList<>();
        Bundles bundles = Bundles.load(classPath, staging);
        loaded = Optional.of(bundles);
        for (Bundle bundle : bundles.bundles()) {
            CollectedPlugin plugin = plugins.get(Integer.parseInt(bundle.folder().getFileName().toString()));
            bundle.metadata().ifPresent(metadata::add);
            for (PluginProblem problem : bundle.problems()) {
                complaints.add(new Complaint(plugin.key(), original(problem.render())));
            }
            if (bundle.problems().isEmpty() && bundle.state() != BundleState.ACTIVE) {
                complaints.add(new Complaint(plugin.key(),
                        "plugin " + bundle.name() + " is " + bundle.state() + " and not active"));
            }
        }
        return metadata;
    }

    /** The components of the plugins that were checked; until this is closed. */
    PluginRegistry registry() {
        return loaded.orElseThrow(() -> new IllegalStateException("nothing was checked")).registry();
    }

    /** The plugin that threw something while it was used; until this is closed. */
    Optional<BundleFailedException> failure(Throwable thrown) {
        return loaded.flatMap(bundles -> bundles.failure(thrown));
    }

    @Override
    public void close() {
        loaded.ifPresent(Bundles::close);
    }

    /** What is wrong with the plugins, by itself or together. */
    List<Complaint> complaints() {
        return complaints;
    }

    /**
     * Writes down what a plugin consists of, as if it were installed, for {@code moduli plugin verify}.
     *
     * @param index of the plugin
     */
    Path record(int index, CollectedPlugin plugin, BundleMetadata metadata) throws IOException {
        Path folder = staging.resolve(folder(index));
        InstallRecord.of(folder, metadata.symbolicName(), metadata.version(), plugin.source()).write(folder);
        return folder.resolve(InstallRecord.FILE);
    }

    private void stage(CollectedPlugin plugin, Path folder) throws IOException {
        for (Jar jar : plugin.jars()) {
            Path staged = folder.resolve(jar.name());
            try {
                Files.copy(jar.file(), staged);
            } catch (FileSystemException e) {
                // A full disk is told with the file that was read.
                throw e.getReason() == null ? e : new FileSystemException(staged.toString(), null, e.getReason());
            } catch (IOException e) {
                throw new FileSystemException(staged.toString(), null, e.getMessage());
            }
            originals.put(staged.toString(), jar.file().toString());
        }
        originals.put(folder.toString(), plugin.jars().getFirst().file().resolveSibling("").toString());
    }

    /** Sorts as the manifest does. */
    private static String folder(int index) {
        return "%04d".formatted(index);
    }

    private String original(String message) {
        String told = message;
        for (Map.Entry<String, String> original : originals.entrySet()) {
            told = told.replace(original.getKey(), original.getValue());
        }
        return told;
    }
}
