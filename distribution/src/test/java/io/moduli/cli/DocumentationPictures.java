package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.ComponentContext;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.page.HtmlPage;
import io.moduli.core.report.page.Section;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws the pictures of the documentation again; CONTRIBUTING.md has the command. No test, and named like none. */
@EnabledIfSystemProperty(named = "moduli.pictures.update", matches = "true")
class DocumentationPictures {

    private static final Path PICTURES = Path.of("docs/pictures");
    private static final int WIDTH = 640;

    @TempDir
    private Path folder;

    private Optional<Browser> browser = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        browser = Optional.of(
                new Browser(Browser.installed().orElseThrow(), Files.createDirectory(folder.resolve("profile"))));
    }

    @AfterEach
    void stop() {
        browser.ifPresent(Browser::close);
    }

    @ParameterizedTest
    @CsvSource({
        "torus, The space, torus-ring", "torus, Points on the space, torus-square",
        "klein-bottle, The space, klein-bottle-surface", "klein-bottle, Points on the space, klein-bottle-square",
        "sphere, The space, sphere"})
    void spaces(String space, String title, String picture) throws Exception {
        Files.writeString(folder.resolve("space.conf"), """
                name = space
                task { type = addition, sequence-length = 4, samples = 64, held-out = 32, batch = 32 }
                network { hidden = 256, geometry { space { type = %s }, points = even } }
                pruner { type = geometric, on = [recurrent], self = drop, schedule { type = constant, target = 0.98 } }
                stages = [{ type = train, epochs = 1 }]
                """.formatted(space));
        Moduli run = Moduli.call(folder, "run", "space.conf", "--out", "run");
        assertThat(run.status()).as(run.err()).isZero();

        draw(folder.resolve("run/report.html"), title, "space-" + picture);
    }

    @ParameterizedTest
    @CsvSource({
        "hyperbolic, moduli-space, Weights kept over distance",
        "exponential, inhibitor, Weight magnitude over distance",
        "wiring, regularizer, Weights kept over distance", "leaky, recurrent-cell, Loss",
        "shortest, pruner, Recurrent weights", "sine, task, Wave 1"})
    void cookbook(String name, String kind, String title) throws Exception {
        Path home = folder.resolve("moduli");
        ScaffoldedPlugin.makeADistribution(home);
        assertThat(Moduli.callIn(home, folder, "plugin", "new", name, "--kind", kind).status()).isZero();
        try (URLClassLoader plugin = new ScaffoldedPlugin(folder.resolve(name)).compile(folder.resolve("classes"))) {
            Moduli run = Moduli.call(folder, plugin, "run", "%s/%s.conf".formatted(name, name), "--out", "run");
            assertThat(run.status()).as(run.err()).isZero();
        }

        draw(folder.resolve("run/report.html"), title, "cookbook-" + name);
    }

    /** Holds an inhibitor for the binder. */
    record Chosen(Inhibitor inhibitor) {}

    @Test
    void inhibitors() throws Exception {
        List<Layer> costs = new ArrayList<>();
        List<String> names = List.of("difference-of-gaussians", "gaussian", "ripple", "diffusion", "identity");
        for (String name : names) {
            Inhibitor inhibitor = inhibitor(name);
            double[] distances = IntStream.rangeClosed(0, 200).mapToDouble(step -> step * 0.035).toArray();
            double[] values = new double[distances.length];
            for (int index = 0; index < values.length; index++) {
                values[index] = inhibitor.value(distances[index]);
            }
            costs.add(new Layer.Line(name, distances, values, Look.solid(names.indexOf(name))));
        }
        Axis distance = Axis.fromZero("distance d", "units of the space");
        Chart chart = new Chart("inhibitors", "Inhibitors", "f over the distance, with the default settings.",
                new Plane(distance, Axis.fromZero("f(d)", "cost"), costs));
        Path page = folder.resolve("page.html");
        Files.writeString(page, HtmlPage.of("Inhibitors", List.of(
                new Section("Inhibitors", List.of(new Section.Drawn(chart))))));

        draw(page, "Inhibitors", "inhibitors");
    }

    private Inhibitor inhibitor(String name) {
        return switch (new ConfigurationBinder(PluginRegistry.discover(getClass().getClassLoader()), folder).bind(
                new ConfigurationLoader(folder).load(
                        ConfigurationSource.text("inhibitor", "inhibitor { type = %s }".formatted(name)), List.of()),
                Chosen.class, _ -> ComponentContext.standalone(1))) {
            case Binding.Bound<Chosen> bound -> bound.settings().inhibitor();
            case Binding.Rejected<Chosen> rejected -> throw new IllegalStateException(rejected.problems().toString());
        };
    }

    /** Keeps the figure of a title as a picture. */
    private void draw(Path page, String title, String picture) throws Exception {
        Browser shown = browser.orElseThrow();
        shown.open(page, WIDTH, false);
        String found = "[...document.querySelectorAll('figure')].find(figure => figure.querySelector('h3').textContent === %s)"
                .formatted(new ObjectMapper().writeValueAsString(title));
        String svg = shown.evaluate("Moduli.svgOf(%s.querySelector('.drawing'))".formatted(found)).asText();
        assertThat(svg).startsWith("<svg");
        Files.writeString(PICTURES.resolve(picture + ".svg"), svg + "\n");
    }
}
