package io.moduli.distribution;

import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.run.Distribution;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the descriptions of a distribution: its name and version for programs, and a page for people. */
final class DistributionTexts {

    /** Where the running Moduli looks for the name and version of its distribution. */
    static final String IDENTITY = "conf/" + Distribution.RESOURCE;

    private static final String DOCUMENTS = "docs/";
    private static final String PAGE = ".md";

    private final DistributionManifest manifest;
    private final String moduli;

    /** @param moduli the version of Moduli */
    DistributionTexts(DistributionManifest manifest, String moduli) {
        this.manifest = manifest;
        this.moduli = moduli;
    }

    /**
     * Writes the texts.
     *
     * @param files all other files
     * @param place a folder to write into
     */
    List<PackagedFile> write(List<BundleMetadata> plugins, List<PackagedFile> files, Path place) throws IOException {
        List<PackagedFile> written = new ArrayList<>();
        // Name and version consist of characters that need no escaping in such a file.
        Path identity = Files.writeString(place.resolve(Distribution.RESOURCE),
                "name=%s\nversion=%s\n".formatted(manifest.name(), manifest.version()));
        written.add(PackagedFile.of(IDENTITY, identity, Origin.BUILD));
        if (manifest.readme().isEmpty()) {
            Path page = Files.writeString(place.resolve(ContentCollector.README), page(plugins, files));
            written.add(PackagedFile.of(ContentCollector.README, page, Origin.BUILD));
        }
        written.addAll(new DocumentPages(files).write(place.resolve("pages")));
        return written;
    }

    private String page(List<BundleMetadata> plugins, List<PackagedFile> files) {
        StringBuilder page = new StringBuilder("# %s %s\n\n".formatted(manifest.name(), manifest.version()));
        if (!manifest.description().isEmpty()) {
            page.append(manifest.description()).append("\n\n");
        }
        page.append(
                "A distribution of Moduli %s, which trains recurrent networks that end up sparse by geometry. %s\n\n"
                        .formatted(moduli,
                                manifest.runtime() ? "It brings the Java that it needs." : "It needs a Java 25."));
        List<String> pipelines = below(files, ContentCollector.EXAMPLES, ".conf");
        page.append("    bin/moduli plugins                what is installed\n");
        if (!pipelines.isEmpty()) {
            page.append(
                    "    bin/moduli run %-18s train by a pipeline that comes along\n".formatted(pipelines.getFirst()));
        }
        page.append("    bin/moduli --help                 all commands\n\n| plugin | version | is |\n|---|---|---|\n");
        plugins.forEach(plugin -> page.append("| %s | %s | %s |\n".formatted(plugin.symbolicName(), plugin.version(),
                plugin.description())));
        if (!pipelines.isEmpty()) {
            page.append("\nPipelines, in `examples`: `").append(String.join("`, `", pipelines)).append("`.\n");
        }
        List<String> documents = below(files, DOCUMENTS, PAGE);
        if (!documents.isEmpty()) {
            page.append("\nDocuments, also as HTML beside them:\n\n");
            documents.forEach(name -> page.append("- [%s](%s)\n".formatted(name, DOCUMENTS + name + PAGE)));
        }
        return page.toString();
    }

    private static List<String> below(List<PackagedFile> files, String folder, String ending) {
        return files.stream().map(PackagedFile::path).filter(path -> path.startsWith(folder) && path.endsWith(ending))
                .map(path -> path.substring(folder.length(), path.length() - ending.length())).sorted().toList();
    }
}
