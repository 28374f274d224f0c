package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentPagesTest {

    @TempDir
    Path folder;

    private PackagedFile file(String path, String text) throws Exception {
        Path file = folder.resolve("files").resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        return PackagedFile.of(path, Files.writeString(file, text), Origin.HOST);
    }

    private List<PackagedFile> pages(PackagedFile... files) throws Exception {
        return new DocumentPages(List.of(files)).write(folder.resolve("pages"));
    }

    @Test
    void aPageKeepsItsTablesAndCodeAndGetsAnchorsLikeThoseOfGitHub() throws Exception {
        List<PackagedFile> pages = pages(file("docs/guide.md",
                "# The `torus` & more\n\n## What came out\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n    moduli run x\n"));

        assertThat(pages).extracting(PackagedFile::path).containsExactly("docs/guide.html");
        assertThat(pages.getFirst().file()).content().contains("<title>The torus &amp; more</title>",
                "<h2 id=\"what-came-out\">What came out</h2>", "<td>1</td>", "<pre><code>moduli run x\n</code></pre>");
    }

    @Test
    void linksToPagesLeadToTheirHtmlAndOthersStay() throws Exception {
        PackagedFile page = pages(file("docs/a.md",
                "[b](b.md) [part](c/d.md#there) [web](https://example.org/x.md) ![p](p.png)")).getFirst();

        assertThat(page.file()).content().contains("href=\"b.html\"", "href=\"c/d.html#there\"",
                "href=\"https://example.org/x.md\"", "src=\"p.png\"");
    }

    @Test
    void everyPageLeadsToTheContentsAndTheJavadocIfTheyAreThere() throws Exception {
        assertThat(pages(file("docs/deep/a.md", "# A"), file("docs/index.md", "# I"), file("docs/api/index.html", ""))
                .getFirst().file()).content().contains("<a href=\"../index.html\">Contents</a>",
                        "<a href=\"../api/index.html\">Javadoc</a>");
        assertThat(pages(file("docs/a.md", "# A")).getFirst().file()).content().contains("<nav></nav>");
    }

    @Test
    void onlyDocumentsAreMadeIntoPages() throws Exception {
        assertThat(pages(file("README.md", "# R"), file("docs/notes.txt", "text"))).isEmpty();
    }

    @Test
    void aPageIsKnownToBeMadeByTheMarkdownBesideIt() {
        Set<String> paths = Set.of("docs/a.md", "docs/a.html", "docs/own.html");

        assertThat(DocumentPages.isMade("docs/a.html", paths)).isTrue();
        assertThat(DocumentPages.isMade("docs/own.html", paths)).isFalse();
    }
}
