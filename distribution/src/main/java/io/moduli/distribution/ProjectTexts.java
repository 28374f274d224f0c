package io.moduli.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pages of Moduli's own project that look different in a distribution, since those at the top of the project and those
 * that link to them are neighbours there.
 */
final class ProjectTexts {

    private static final Map<String, String> PAGES = Map.of("README.md", "moduli.md", "CONTRIBUTING.md",
            "CONTRIBUTING.md", "CHANGELOG.md", "CHANGELOG.md");

    private static final String DOCUMENTS = "distribution/docs/";

    /** How a link of a document to a page of the project begins. */
    private static final String TO_PROJECT = "](../../";

    private ProjectTexts() {}

    /**
     * Writes the pages as they belong among the documents.
     *
     * @param project the folder of Moduli's own project
     * @param place the folder to write them into
     * @return where they were written, by where they belong in a distribution
     */
    static SortedMap<String, Path> write(Path project, Path place) throws IOException {
        Files.createDirectories(place);
        SortedMap<String, Path> pages = new TreeMap<>();
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            Path written = place.resolve(page.getValue());
            pages.put("docs/" + page.getValue(),
                    Files.writeString(written, relinked(Files.readString(project.resolve(page.getKey())))));
        }
        for (Path document : Host.list(project.resolve(DOCUMENTS))) {
            String name = document.getFileName().toString();
            if (name.endsWith(".md")) {
                String text = Files.readString(document);
                if (text.contains(TO_PROJECT)) {
                    pages.put("docs/" + name, Files.writeString(place.resolve(name), relinked(text)));
                }
            }
        }
        return pages;
    }

    /** A page beside those that it links to. */
    private static String relinked(String text) {
        String relinked = text.replace("](" + DOCUMENTS, "](").replace("src=\"" + DOCUMENTS, "src=\"");
        return relinked.replace(TO_PROJECT, "](").replace("](README.md", "](moduli.md");
    }
}
