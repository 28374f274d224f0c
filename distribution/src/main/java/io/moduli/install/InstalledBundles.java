package io.moduli.install;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of a folder as their manifests describe them; no code of theirs is run. */
final class InstalledBundles {

    private InstalledBundles() {}

    /** By the names of their folders. */
    static List<Bundle> of(Path plugins) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> paths = Files.list(plugins)) {
            paths.filter(path -> Files.isDirectory(path) && !path.getFileName().toString().startsWith(".")).sorted()
                    .forEach(folders::add);
        }
        return folders.stream().map(Bundles::inspect).toList();
    }
}
