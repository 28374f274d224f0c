package io.moduli.core.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page contains to draw its figures: the library with its licence notices, our own scripts, the style. */
final class PageScripts {

    /** Folders of third-party code, whose licence must accompany every copy. */
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

    static final String PLOT_VERSION = "0.6.17";
    private static final String PLOT = "plot-" + PLOT_VERSION + "/";
    private static final String PLOT_SCRIPT = "plot.umd.min.js";

    /** In the order in which a page runs them. */
    private static final List<String> OWN = List.of(
            "theme.js", "chart.js", "images.js", "parallel.js", "solid.js", "save.js", "report.js");

    private PageScripts() {}

    /** The style of a page. */
    static String style() {
        return text("report.css");
    }

    /** The texts of the scripts, in the order in which they run. */
    static List<String> texts() {
        return Stream.concat(
                Stream.of(licensed(D3, "dist/d3.min.js"), licensed(PLOT, PLOT_SCRIPT)),
                OWN.stream().map(PageScripts::text)).toList();
    }

    /** Observable Plot as it was published. */
    static String plot() {
        return text(PLOT + PLOT_SCRIPT);
    }

    private static String licensed(String folder, String script) {
        return "/*\n" + text(folder + "LICENSE") + "*/\n" + text(folder + script);
    }

    /** The sources of a content security policy that lets these scripts run, and no others. */
    static String policy(List<String> scripts) {
        return scripts.stream().map(PageScripts::hash).map(hash -> "'sha256-" + hash + "'")
                .collect(Collectors.joining(" "));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String text(String resource) {
        try (InputStream input = PageScripts.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the installation lacks " + resource + ", which draws figures");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
