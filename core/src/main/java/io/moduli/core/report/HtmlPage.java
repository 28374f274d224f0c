package io.moduli.core.report;

import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The report as one HTML file: no script, no network, no other file. Every text is escaped, so that nothing of a pipeline or
 * a task is mark-up; a content security policy says the same to the browser.
 */
final class HtmlPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --ground: #ffffff; --text: #1c1c1c; --soft: #555555; --line: #d9d9d9; --panel: #f5f5f3; }
            @media (prefers-color-scheme: dark) { :root { --ground: #16181b; --text: #ececec; --soft: #b3b3b3; --line: #44484d; --panel: #202327; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; border-top: 1px solid var(--line); padding-top: 1rem; }
            .wide { overflow-x: auto; margin: 0 0 1rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
            .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%%, 26rem), 1fr)); gap: 1.5rem; align-items: start; }
            figure { margin: 0; min-width: 0; } img { display: block; width: 100%%; max-width: 32rem; height: auto; }
            figcaption { color: var(--soft); font-size: .9rem; } figcaption b { display: block; color: var(--text); font-size: 1rem; }
            pre { overflow-x: auto; background: var(--panel); padding: .75rem; border-radius: .25rem; font-size: .85rem; line-height: 1.4; white-space: pre-wrap; }
            summary { cursor: pointer; padding: .25rem 0; } .failed { border: 1px solid var(--line); padding: .75rem; }
            </style>
            </head>
            <body>
            """;

    private final Function<Picture, Drawing> drawings;
    private final StringBuilder page = new StringBuilder();

    private HtmlPage(Function<Picture, Drawing> drawings) {
        this.drawings = drawings;
    }

    /** A picture, drawn or not. */
    sealed interface Drawing {

        /**
         * A picture for light and for dark ground, as PNG files.
         *
         * @param width the width of both in pixels
         * @param height their height
         */
        record Drawn(byte[] light, byte[] dark, int width, int height) implements Drawing {}

        /** Why there is no picture. */
        record Failed(String reason) implements Drawing {}
    }

    /**
     * Writes a page.
     *
     * @param drawings draws a picture
     */
    static String of(String title, List<Section> sections, Function<Picture, Drawing> drawings) {
        HtmlPage html = new HtmlPage(drawings);
        html.page.append(HEAD.formatted(escape(title)));
        html.element("h1", title);
        sections.forEach(html::section);
        return html.page.append("</body>\n</html>\n").toString();
    }

    private void section(Section section) {
        page.append("<section>\n");
        element("h2", section.title());
        boolean within = false;
        for (Block block : section.blocks()) {
            boolean figure = block instanceof Section.Figure;
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
            case Section.Paragraph paragraph -> element("p", paragraph.text());
            case Section.Table table -> table(table);
            case Section.Figure figure -> figure(figure);
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
        for (List<String> row : table.rows()) {
            page.append("<tr>");
            row.forEach(cell -> element("td", cell));
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private void figure(Section.Figure figure) {
        page.append("<figure>\n");
        switch (drawings.apply(figure.picture())) {
            case Drawing.Failed(String reason) ->
                page.append("<p class=\"failed\">This picture could not be drawn: ").append(escape(reason))
                        .append("</p>\n");
            case Drawing.Drawn drawn ->
                page.append("<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"")
                        .append(data(drawn.dark()))
                        .append("\"><img src=\"")
                        .append(data(drawn.light()))
                        .append("\" alt=\"")
                        .append(escape(figure.picture().title()))
                        .append("\" width=\"%d\" height=\"%d\"></picture>\n".formatted(drawn.width(), drawn.height()));
        }
        page.append("<figcaption><b>")
                .append(escape(figure.picture().title()))
                .append("</b>")
                .append(escape(figure.caption()))
                .append("</figcaption>\n</figure>\n");
    }

    private void element(String name, String text) {
        page.append('<').append(name).append('>').append(escape(text)).append("</").append(name).append(">\n");
    }

    private static String data(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** A text of which nothing is mark-up, in elements and in attributes. */
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
