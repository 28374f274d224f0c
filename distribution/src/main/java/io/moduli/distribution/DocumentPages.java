package io.moduli.distribution;

import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Converts each Markdown page among a distribution's documents to an HTML page beside it. */
final class DocumentPages {

    private static final String DOCUMENTS = "docs/";
    private static final String INDEX = DOCUMENTS + "index.md";
    private static final String MARKDOWN = ".md";
    private static final String HTML = ".html";
    private static final String FRAME = "page.html";

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(),
            HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private final List<PackagedFile> files;

    /** @param files of the distribution */
    DocumentPages(List<PackagedFile> files) {
        this.files = files;
    }

    /**
     * Whether a page was made of another one when its distribution was built.
     *
     * @param path the page's
     * @param paths of all files
     */
    static boolean isMade(String path, Collection<String> paths) {
        return path.startsWith(DOCUMENTS) && path.endsWith(HTML)
                && paths.contains(path.substring(0, path.length() - HTML.length()) + MARKDOWN);
    }

    /** @param place a folder to write into */
    List<PackagedFile> write(Path place) throws IOException {
        String frame = frame();
        List<PackagedFile> pages = new ArrayList<>();
        for (PackagedFile file : files) {
            if (file.path().startsWith(DOCUMENTS) && file.path().endsWith(MARKDOWN)) {
                String path = html(file.path());
                Path page = place.resolve(path);
                Files.createDirectories(page.resolveSibling(""));
                Files.writeString(page, page(file, frame));
                pages.add(PackagedFile.of(path, page, Origin.BUILD));
            }
        }
        return pages;
    }

    private String page(PackagedFile file, String frame) throws IOException {
        Node document = parser.parse(Files.readString(file.file()));
        Titles titles = new Titles();
        document.accept(titles);
        document.accept(new Relinking());
        String up = "../".repeat((int) file.path().substring(DOCUMENTS.length()).chars().filter(c -> c == '/').count());
        return frame.replace("__title__", titles.first.isEmpty() ? escaped(file.fileName()) : escaped(titles.first))
                .replace("__navigation__", navigation(up))
                .replace("__body__", renderer.render(document));
    }

    /** Links from every page to the main documents that exist. */
    private String navigation(String up) {
        StringBuilder links = new StringBuilder();
        if (has(INDEX)) {
            links.append("<a href=\"%s\">Contents</a>".formatted(up + html(INDEX).substring(DOCUMENTS.length())));
        }
        if (has(JavadocPages.FOLDER + "index.html")) {
            links.append(" <a href=\"%sapi/index.html\">Javadoc</a>".formatted(up));
        }
        return links.toString();
    }

    private boolean has(String path) {
        return files.stream().anyMatch(file -> file.path().equals(path));
    }

    private static String html(String markdown) {
        return markdown.substring(0, markdown.length() - MARKDOWN.length()) + HTML;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String frame() throws IOException {
        try (InputStream frame = DocumentPages.class.getResourceAsStream(FRAME)) {
            if (frame == null) {
                throw new FileNotFoundException(FRAME);
            }
            return new String(frame.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads the first heading. */
    private static final class Titles extends AbstractVisitor {

        private String first = "";
        private boolean within;

        @Override
        public void visit(Heading heading) {
            if (first.isEmpty()) {
                within = true;
                visitChildren(heading);
                within = false;
            }
        }

        @Override
        public void visit(Text text) {
            first += within ? text.getLiteral() : "";
        }

        @Override
        public void visit(Code code) {
            first += within ? code.getLiteral() : "";
        }
    }

    /** Redirects links to Markdown pages to their HTML pages. */
    private static final class Relinking extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            String target = link.getDestination();
            if (!target.contains("://")) {
                link.setDestination(target.replaceFirst("[.]md(?=#|$)", HTML));
            }
            visitChildren(link);
        }
    }
}
