package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.page.HtmlPage;
import io.moduli.core.report.page.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of short runs, as a browser shows them; skipped where no Chromium is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

    /** Says of each figure what is wrong with it, a text each. */
    private static final String AUDIT = """
            (() => {
              const problems = [];
              const figures = document.querySelectorAll("figure");
              const wide = document.documentElement.scrollWidth - innerWidth;
              if (wide > 0) problems.push(`the page is ${wide} pixels wider than its window`);
              for (const figure of figures) {
                const say = text => problems.push(`${figure.id}: ${text}`);
                const box = figure.getBoundingClientRect();
                const drawing = figure.querySelector(".drawing");
                if (drawing.querySelectorAll("svg").length === 0) say("not drawn: " + drawing.textContent);
                if (drawing.getAttribute("aria-label") !== figure.querySelector("h3").textContent) say("not labelled");
                if (!figure.querySelector("figcaption").textContent.trim()) say("no caption");
                for (const element of figure.querySelectorAll("svg, text, li, img, p")) {
                  const {left, right, top, bottom, width} = element.getBoundingClientRect();
                  if (width > 0 && (left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1))
                    say(`${element.tagName} "${element.textContent.slice(0, 40)}" leaves the figure`);
                }
                for (const axis of ["x", "y"]) {
                  for (const ticks of figure.querySelectorAll(`g[aria-label='${axis}-axis tick label']`)) {
                    const texts = [...ticks.querySelectorAll("text")];
                    if (texts.length < 3) say(`${texts.length} numbers on an ${axis} axis`);
                    const places = texts.map(text => text.getBoundingClientRect())
                      .sort((a, b) => axis === "x" ? a.left - b.left : a.top - b.top);
                    places.slice(1).forEach((place, index) => {
                      const gap = axis === "x" ? place.left - places[index].right : place.top - places[index].bottom;
                      if (gap < 0) say(`numbers on an ${axis} axis overlap`);
                    });
                  }
                  for (const label of figure.querySelectorAll(`g[aria-label='${axis}-axis label'] text`)) {
                    if (!/\\S \\(.+\\)$/.test(label.textContent)) say(`axis "${label.textContent}" has no unit`);
                  }
                }
              }
              return {count: figures.length, problems,
                names: [...figures].map(figure => figure.id)};
            })()""";

    /** The width of A4 between the margins, in pixels of CSS. */
    private static final int SHEET = 703;

    private Path folder = Path.of("");
    private Optional<Browser> browser = Optional.empty();

    @BeforeAll
    void start(@TempDir Path lasting) throws Exception {
        folder = lasting;
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no Chromium is installed, so nobody looks at reports");
        browser = Optional.of(new Browser(installed.get(), Files.createDirectory(folder.resolve("profile"))));
    }

    @AfterAll
    void stop() {
        browser.ifPresent(Browser::close);
    }

    private Path report(String pipeline, String... overrides) throws IOException {
        Path out = folder.resolve("run-" + pipeline.replace('/', '-'));
        if (!Files.exists(out)) {
            List<String> arguments = new ArrayList<>(List.of("run", pipeline, "--out", out.toString()));
            for (String override : overrides) {
                arguments.addAll(List.of("-o", override));
            }
            assertThat(Moduli.call(folder, arguments.toArray(String[]::new)).status()).isZero();
        }
        return out.resolve("report.html");
    }

    private Path report(String pipeline) throws IOException {
        return switch (pipeline) {
            case "addition" -> report(pipeline, "task.samples=640", "task.held-out=64", "network.hidden=24",
                    "stages.0.epochs=3", "stages.2.epochs=2",
                    "pruner.schedule={ type = linear, target = 0.5, epochs = 2 }");
            case "small/navigation" -> report(pipeline, "task.place-cells=32", "network.hidden=24",
                    "stages.0.epochs=2", "stages.0.steps-per-epoch=5", "stages.1.batches=2",
                    "pruner.schedule={ type = linear, target = 0.5, epochs = 1 }");
            case "language-model" -> report(pipeline, "task.vocabulary.limit=60", "network.hidden=16",
                    "stages.0.epochs=2", "stages.0.steps-per-epoch=5", "stages.1.batches=2",
                    "network.geometry.space={ type = sphere }",
                    "pruner.schedule={ type = linear, target = 0.5, epochs = 1 }");
            default -> throw new IllegalArgumentException(pipeline);
        };
    }

    @ParameterizedTest(name = "{0} at {1} pixels")
    @CsvSource({
        "addition, 390, 21", "addition, 1400, 21", "small/navigation, 390, 17", "small/navigation, 1400, 17",
        "language-model, 390, 13", "language-model, 1400, 13"})
    void everyFigureIsThereLabelledAndInsideItsBox(String pipeline, int width, int figures) throws Exception {
        Path report = report(pipeline);
        Browser shown = browser.orElseThrow();

        shown.open(report, width, false);

        JsonNode audit = shown.evaluate(AUDIT);
        assertThat(audit.path("problems")).as("problems of %s", report).isEmpty();
        assertThat(audit.path("count").asInt()).as(audit.path("names").toString()).isEqualTo(figures);
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.requests()).filteredOn(request -> !request.startsWith("data:"))
                .containsExactly(report.toUri().toString());
        assertThat(Files.size(report)).isLessThan(5_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"small/navigation", "language-model"})
    void tablesFitASheetOfPaperAndImagesTakeItsWholeWidth(String pipeline) throws Exception {
        Browser shown = browser.orElseThrow();
        shown.open(report(pipeline), 1400, false);

        shown.print(SHEET);

        assertThat(shown.evaluate("""
                Array.from(document.querySelectorAll(".wide"), table => table.scrollWidth - table.clientWidth)
                  .filter(excess => excess > 0)""")).as("pixels by which tables are too wide").isEmpty();
        assertThat(shown.evaluate("""
                Array.from(document.querySelectorAll("figure:has(.images)"),
                  figure => figure.parentElement.clientWidth - figure.clientWidth)"""))
                .extracting(JsonNode::asInt).allMatch(rest -> rest == 0);
    }

    @ParameterizedTest(name = "at {0} pixels")
    @CsvSource({"390", "1400"})
    void everyFigureOfAnExperimentIsThereLabelledAndInsideItsBox(int width) throws Exception {
        Path report = experiment();
        Browser shown = browser.orElseThrow();

        shown.open(report, width, false);

        JsonNode audit = shown.evaluate(AUDIT);
        assertThat(audit.path("problems")).extracting(JsonNode::asText)
                .filteredOn(problem -> !problem.endsWith("axis \"size\" has no unit")).isEmpty();
        assertThat(audit.path("names")).extracting(JsonNode::asText)
                .containsExactly("evaluate-error-over-size-1", "learning-training-loss-1");
        assertThat(shown.complaints()).isEmpty();
    }

    private Path experiment() throws IOException {
        Path home = folder.resolve("experiment");
        if (!Files.exists(home)) {
            Moduli.writeTiny(Files.createDirectory(home));
            Files.writeString(home.resolve("sizes.conf"), """
                    name = sizes
                    pipeline = tiny.conf
                    axes {
                      size = { path = network.hidden, values = [16, 8] }
                      seed = { path = seed, from = 1, to = 2 }
                    }
                    metrics = [evaluate.error]
                    settings.stages = [{ type = train, epochs = 3 }, { type = evaluate }]
                    """);
            assertThat(Moduli.call(home, "experiment", "run", "sizes.conf", "--out", "sizes").status()).isZero();
        }
        return home.resolve("sizes/report.html");
    }

    @Test
    void logarithmicAxesHaveThreeNumbersWhateverTheirRange() throws Exception {
        List<Section.Block> charts = new ArrayList<>();
        for (double low : List.of(3.5e-5, 1.2, 7e3)) {
            for (double high : List.of(2 * low, 9 * low, 21 * low, 300 * low)) {
                String name = "from-%d-%d".formatted((long) Math.log10(low), Math.round(high / low));
                charts.add(new Section.Drawn(new Chart(name, name, "A line.", new Plane(
                        Axis.fromZero("training", "epochs"), Axis.of("loss", "nats").on(Axis.Scale.LOGARITHMIC),
                        List.of(new Layer.Line("loss", new double[] {0, 1, 2, 3}, new double[] {low, high, low, high},
                                Look.solid(0)))))));
            }
        }
        Path page = folder.resolve("axes.html");
        Files.writeString(page, HtmlPage.of("Axes", List.of(new Section("Axes", charts))));
        Browser shown = browser.orElseThrow();

        shown.open(page, 390, false);

        JsonNode audit = shown.evaluate(AUDIT);
        assertThat(audit.path("problems")).isEmpty();
        assertThat(audit.path("count").asInt()).isEqualTo(12);
    }

    @Test
    void figuresAreDrawnAgainInTheColoursOfTheDark() throws Exception {
        Browser shown = browser.orElseThrow();
        String stroke = "document.querySelector('#loss path[stroke]').getAttribute('stroke')";
        shown.open(report("addition"), 1400, false);
        String light = shown.evaluate(stroke).asText();
        shown.open(report("addition"), 1400, true);

        assertThat(light).isNotEqualTo(shown.evaluate(stroke).asText());
        assertThat(shown.evaluate(AUDIT).path("problems")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "bare | 0 | ''",
        "diverged | 1 | optimizer { type = sgd, learning-rate = 1e30 }",
        "deep | 0 | network { layers = 100, geometry { space { type = sphere } } }"})
    void unusualRunsHaveWholeReports(String name, int status, String more) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".conf"), """
                name = %s
                task { type = addition, sequence-length = 4, samples = 64, held-out = 32, batch = 32 }
                network { hidden = 4 }
                stages = [{ type = train, epochs = 1 }, { type = evaluate }]
                %s
                """.formatted(name, more));
        Path out = folder.resolve("run-" + name);
        assertThat(Moduli.call(folder, "run", file.toString(), "--out", out.toString()).status()).isEqualTo(status);
        Browser shown = browser.orElseThrow();

        shown.open(out.resolve("report.html"), 390, false);

        assertThat(shown.evaluate(AUDIT).path("problems")).isEmpty();
        assertThat(shown.evaluate("document.body.innerText").asText()).contains("No weights were removed.");
        assertThat(shown.complaints()).isEmpty();
        assertThat(Files.size(out.resolve("report.html"))).isLessThan(5_000_000);
    }
}
