package io.moduli.distribution;

import io.moduli.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The pages of the api's Javadoc, which a distribution has among its documents. */
final class JavadocPages {

    /** Where they are in a distribution. */
    static final String FOLDER = "docs/api/";

    private JavadocPages() {}

    /**
     * Unpacks them.
     *
     * @param jar what the build of the api has made
     * @param place the folder to unpack into, which is emptied first
     * @return where they were written, by where they belong in a distribution
     */
    static SortedMap<String, Path> unpack(Path jar, Path place) throws IOException {
        if (Files.exists(place)) {
            Folders.delete(place);
        }
        SortedMap<String, Path> pages = new TreeMap<>();
        try (ZipFile pack = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : pack.stream().filter(JavadocPages::isPage).toList()) {
                Path page = place.resolve(entry.getName());
                Files.createDirectories(page.resolveSibling(""));
                Files.write(page, pack.getInputStream(entry).readAllBytes());
                pages.put(FOLDER + entry.getName(), page);
            }
        }
        return pages;
    }

    private static boolean isPage(ZipEntry entry) {
        return !entry.isDirectory() && !entry.getName().startsWith("META-INF/");
    }
}
