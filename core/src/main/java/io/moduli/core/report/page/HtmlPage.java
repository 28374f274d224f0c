package io.moduli.core.report.page;

import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.FigureJson;
import io.moduli.core.report.page.Section.Block;
import java.util.List;

/**
 * Sections as one HTML file that needs no network and no other file. Every text is escaped, so that nothing from a
 * pipeline or a task becomes mark-up; a content security policy tells the browser the same, and lets only the page's
 * own scripts run.
 */
public final class HtmlPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src %s">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            """;

    /** Cells of at most this many characters are never wrapped. */
    private static final int SHORT_CELL = 16;

    private final StringBuilder page = new StringBuilder();

    private HtmlPage() {}

    /** Writes a page with only a title at the top. */
    public static String of(String title, List<Section> sections) {
        return of(new Head(title), sections);
    }

    /** Writes a page. */
    public static String of(Head head, List<Section> sections) {
        List<String> scripts = PageScripts.texts();
        HtmlPage html = new HtmlPage();
        html.page.append(HEAD.formatted(PageScripts.policy(scripts), escape(head.title()), PageScripts.style()));
        html.element("h1", head.title());
        if (!head.question().isEmpty()) {
            html.page.append("<p class=\"question\">").append(prose(head.question())).append("</p>\n");
        }
        if (!head.facts().isEmpty()) {
            html.page.append("<p class=\"facts\">").append(escape(String.join(" \u00b7 ", head.facts())))
                    .append("</p>\n");
        }
        html.page.append("<noscript><p class=\"failed\">The figures of this page are drawn by a script within it, "
                + "which this browser does not run.</p></noscript>\n");
        sections.forEach(html::section);
        scripts.forEach(script -> html.page.append("<script>").append(script).append("</script>\n"));
        return html.page.append("</body>\n</html>\n").toString();
    }

    private void section(Section section) {
        page.append("<section>\n");
        element("h2", section.title());
        boolean within = false;
        for (Block block : section.blocks()) {
            boolean figure = block instanceof Section.Drawn;
            if (figure != within) {
                page.append(figure ? "<div class=\"figures\">\n" : "</div>\n");
            }
            within = figure;
            block(block);
        }
        page.append(within ? "</div>\n</section>\n" : "</section>\n");
    }

    private void block(Block block) {
        switch (block) {
            case Section.Paragraph paragraph ->
                page.append("<p>").append(prose(paragraph.text())).append("</p>\n");
            case Section.Table table -> table(table);
            case Section.Drawn(Figure figure) -> figure(figure);
            case Section.Preformatted text when text.folded() -> {
                page.append("<details>\n");
                element("summary", text.title());
                element("pre", text.text());
                page.append("</details>\n");
            }
            case Section.Preformatted text -> {
                element("h3", text.title());
                element("pre", text.text());
            }
        }
    }

    private void table(Section.Table table) {
        page.append("<div class=\"wide\"><table>\n<thead><tr>");
        table.columns().forEach(column -> element("th", column));
        page.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = table.rows().get(row);
            String link = table.links().isEmpty() ? "" : table.links().get(row);
            page.append("<tr>");
            if (link.isEmpty()) {
                cell(cells.getFirst());
            } else {
                page.append("<td><a href=\"").append(escape(link)).append("\">").append(escape(cells.getFirst()))
                        .append("</a></td>\n");
            }
            cells.subList(1, cells.size()).forEach(this::cell);
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    /** A number with its unit, or a name with hyphens, stays on one line. */
    private void cell(String text) {
        page.append(text.length() <= SHORT_CELL ? "<td class=\"short\">" : "<td>").append(escape(text))
                .append("</td>\n");
    }

    private void figure(Figure figure) {
        String title = escape(figure.title());
        page.append("<figure id=\"").append(escape(figure.name())).append("\">\n<h3>").append(title)
                .append("</h3>\n<div class=\"drawing\" role=\"img\" aria-label=\"")
                .append(title).append("\"></div>\n<script type=\"application/json\">").append(FigureJson.of(figure))
                .append("</script>\n<figcaption>").append(prose(figure.caption()))
                .append("</figcaption>\n</figure>\n");
    }

    private void element(String name, String text) {
        page.append('<').append(name).append('>').append(escape(text)).append("</").append(name).append(">\n");
    }

    /** Running text, escaped; a percent sign stays with its number. */
    private static String prose(String text) {
        return escape(text).replace(" %", "\u00a0%");
    }

    /** Escapes a text for elements and attributes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(letter < ' ' && letter != '\n' && letter != '\t' ? '\ufffd' : letter);
            }
        }
        return escaped.toString();
    }
}
