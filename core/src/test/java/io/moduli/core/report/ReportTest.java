package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Panel;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.report.Exhibit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final String ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;";
    private static final List<Exhibit> EXHIBITS = List.of(
            new Exhibit.Plot(
                    SmallRun.SCRIPT, SmallRun.SCRIPT, new Axis("x", "cm"), new Axis("y", "cm"),
                    List.of(new Series("$path$", new double[] {0, 1, 4}, new double[] {0, Double.NaN, 1}, true),
                            new Series("$path$", new double[] {0, 1}, new double[] {0, 1}, false)),
                    true),
            new Exhibit.Gallery(
                    "Rate maps", SmallRun.SCRIPT,
                    List.of(new Panel(SmallRun.SCRIPT, new double[][] {{0, 1}, {Double.NaN, 2}}))),
            new Exhibit.Passage("A sample", "caption", SmallRun.SCRIPT));

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private String write(ReportSource source) throws IOException {
        Report.write(source, files::put);
        return new String(files.get("report.html"), StandardCharsets.UTF_8);
    }

    /** A page without what draws it and without the data of its figures. */
    private static String readable(String page) {
        return page.replaceAll("(?s)<script[ >].*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
    }

    private String whole() throws IOException {
        try (SmallRun run = new SmallRun()) {
            return write(run.source(_ -> EXHIBITS));
        }
    }

    @Test
    void tellsEverythingInTheOrderOfInterest() throws IOException {
        assertThat(readable(whole())).containsSubsequence(
                "<h1>small: done</h1>",
                "<p class=\"question\">Small; gru of 4 units; units on a circle; regularizer moduli with the inhibitor gaussian, strength 0.001; magnitude to remove 50.0\u00a0% of the weights; seed 7</p>",
                "<p class=\"facts\">started 4 March 2026, 05:06 UTC \u00b7 Java 25</p>",
                "<h2>Result</h2>", "epochs", "position-error", "12.5 cm", "not finished", "40.0 %", "50.0 %",
                "<h2>Training</h2>", "<h3>Loss</h3>", "<h3>Penalty</h3>", "<h3>Gradient norm</h3>",
                "<h2>Sparsity</h2>", "<h3>Sparsity by parameter</h3>",
                "<h2>Geometry of layer 1 (rnn.weight_hh_l0)</h2>", "<h3>Recurrent weights, reset gate r</h3>",
                "<h3>Recurrent weights, candidate n</h3>", "<h3>Weight magnitude over distance</h3>",
                "<h3>Weights kept over distance</h3>", "<h3>Points on the space</h3>",
                "<h2>The task</h2>", "<h3>Rate maps</h3>", "<h3>A sample</h3>",
                "Effective configuration", "Provenance", "{ &quot;java&quot; : &quot;25&quot;");
    }

    @Test
    void aLearningRateThatStaysIsNotDrawn() throws IOException {
        assertThat(readable(whole())).doesNotContain("<h3>Learning rate</h3>");
    }

    @Test
    void nothingThatARunOrATaskSaysIsMarkUp() throws IOException {
        String page = whole();
        assertThat(page).doesNotContain("<script>alert").contains("<td>1. " + ESCAPED + " (train)</td>")
                .contains("<pre>" + ESCAPED + "</pre>").contains("<pre>name = &quot;")
                .contains("aria-label=\"" + ESCAPED + "\"").contains("<h3>" + ESCAPED + "</h3>")
                .contains("<figcaption>" + ESCAPED)
                .contains("\"title\":\"\\u003cscript>alert(\\\"1\\\")\\u003c/script>\"");
    }

    @Test
    void nothingComesFromOutside() throws IOException {
        String page = whole();
        assertThat(readable(page)).doesNotContain("src=", "srcset=", "href=", "http:", "https:", "url(", "@import",
                "<link");
        assertThat(page).contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-")
                .contains("name=\"viewport\"");
    }

    @Test
    void onlyThePagesOwnScriptsMayRun() throws Exception {
        String page = whole();
        Matcher policy = Pattern.compile("script-src ([^\"]+)\"").matcher(page);
        assertThat(policy.find()).isTrue();
        List<String> hashes = new ArrayList<>();
        for (MatchResult script : Pattern.compile("(?s)<script>(.*?)</script>").matcher(page).results().toList()) {
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(script.group(1).getBytes(StandardCharsets.UTF_8))) + "'");
        }
        assertThat(policy.group(1).split(" ")).containsExactlyElementsOf(hashes);
    }

    @Test
    void theReportIsASingleFile() throws IOException {
        assertThat(whole().length()).isLessThan(1_000_000);
        assertThat(files.keySet()).containsExactly("report.html");
    }

    @Test
    void everyFigureCarriesItsData() throws IOException {
        List<String> figures = Pattern.compile("<figure id=\"([^\"]+)\">").matcher(whole()).results()
                .map(figure -> figure.group(1)).toList();
        assertThat(figures).containsExactly(
                "loss", "penalty", "gradient-norm", "sparsity", "sparsity-by-parameter",
                "layer-1-recurrent-weights-gate-1", "layer-1-recurrent-weights-gate-2",
                "layer-1-recurrent-weights-gate-3", "layer-1-weight-size-over-distance",
                "layer-1-kept-over-distance", "layer-1-points", "task-1-script-alert-1-script", "task-2-rate-maps");
    }

    @Test
    void aTaskThatFailsToShowSomethingCostsItsSectionOnly() throws IOException {
        try (SmallRun run = new SmallRun()) {
            String page = write(run.source(_ -> {
                throw new IllegalStateException("no decoder");
            }));
            assertThat(page).contains("Points on the space").doesNotContain("<h2>The task</h2>");
            assertThat(run.warnings()).singleElement().asString().contains("no decoder");
        }
    }

    @Test
    void aRunThatDivergedInItsFirstEpochIsReportedWithWhatThereIs() throws IOException {
        try (SmallRun run = new SmallRun()) {
            run.network().parameters().getFirst().values().set(0, 0, Float.NaN);
            String page = write(run.source(
                    "diverged", Optional.of("loss NaN at <step> 3"), SmallRun.history(0), _ -> EXHIBITS));
            assertThat(page)
                    .contains("<h1>small: diverged</h1>", "loss NaN at &lt;step&gt; 3", "No weights were removed.",
                            "Some weights are not finite any more")
                    .doesNotContain("<h2>Training</h2>", "<h2>The task</h2>");
        }
    }

    @Test
    void eachOfSeveralNetworksIsShownUnderTheNameOfItsFile() throws IOException {
        try (SmallRun run = new SmallRun()) {
            String page = write(run.source("done", Optional.empty(), SmallRun.history(3), List.of(
                    run.shown("model.safetensors", true, _ -> EXHIBITS),
                    run.shown("lottery-ticket.safetensors", false, _ -> EXHIBITS))));
            assertThat(readable(page)).containsSubsequence(
                    "<h2>model.safetensors: Geometry of layer 1 (rnn.weight_hh_l0)</h2>",
                    "The weights are those of model.safetensors, at the end of the run.",
                    "<h2>model.safetensors: The task</h2>",
                    "<h2>lottery-ticket.safetensors: Geometry of layer 1 (rnn.weight_hh_l0)</h2>",
                    "The weights are those of lottery-ticket.safetensors, at the end of the run.",
                    "<h2>lottery-ticket.safetensors: The task</h2>");
            assertThat(page).contains("<figure id=\"layer-1-points\">", "<figure id=\"task-2-rate-maps\">",
                    "<figure id=\"lottery-ticket-layer-1-points\">", "<figure id=\"lottery-ticket-task-2-rate-maps\">");
        }
    }

    @Test
    void theTaskLooksAtTheNetworkThroughItsOutputsAndHiddenStates() throws IOException {
        try (SmallRun run = new SmallRun()) {
            write(run.source(probe -> {
                float output = probe.run(SmallRun.batch(), false).get(0, 0);
                assertThat(output).isEqualTo(run.network().forward(SmallRun.batch(), false).get(0, 0)).isNotZero();
                assertThat(probe.hidden().rows()).isEqualTo(4);
                assertThat(probe.hidden().columns()).isEqualTo(6);
                assertThat(probe.hidden().get(2, 5)).isNotZero();
                return List.of();
            }));
        }
    }
}
