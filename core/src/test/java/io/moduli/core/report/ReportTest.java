package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.report.Exhibit;
import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Panel;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.core.ChildJvm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    private final List<String> warnings = new ArrayList<>();

    private String write(ReportSource source) throws IOException {
        Report.write(source, files::put, warnings::add);
        return new String(files.get("report.html"), StandardCharsets.UTF_8);
    }

    private String whole() throws IOException {
        try (SmallRun run = new SmallRun()) {
            return write(run.source(_ -> EXHIBITS));
        }
    }

    @Test
    void tellsEverythingInTheOrderOfInterest() throws IOException {
        // The search is quadratic in the length of the page, most of which is pictures.
        assertThat(whole().replaceAll("base64,[A-Za-z0-9+/=]+", "")).containsSubsequence(
                "<h1>small: done</h1>",
                "<h2>Result</h2>", "position-error", "12.5 cm", "not finished", "seed",
                "<h2>Training</h2>", "<b>Loss</b>", "<b>Penalty</b>", "<b>Gradient norm</b>",
                "<h2>Sparsity</h2>", "<b>Sparsity by parameter</b>",
                "<h2>Geometry of layer 1 (rnn.weight_hh_l0)</h2>", "<b>Recurrent weights, gate 1 of 3</b>",
                "<b>Recurrent weights, gate 3 of 3</b>", "<b>Weight size over distance</b>",
                "<b>Weights kept over distance</b>", "<b>Points on the space</b>",
                "<h2>The task</h2>", "<b>Rate maps</b>", "<h3>A sample</h3>",
                "Effective configuration", "Provenance", "{ &quot;java&quot; : &quot;25&quot; }");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aLearningRateThatStaysIsNotDrawn() throws IOException {
        assertThat(whole()).doesNotContain("<b>Learning rate</b>");
    }

    @Test
    void nothingThatARunOrATaskSaysIsMarkUp() throws IOException {
        String page = whole();
        assertThat(page).doesNotContain("<script").contains("<td>1. " + ESCAPED + " (train)</td>")
                .contains("<pre>" + ESCAPED + "</pre>").contains("<pre>name = &quot;" + ESCAPED)
                .contains("alt=\"" + ESCAPED + "\"").contains("<b>" + ESCAPED + "</b>" + ESCAPED);
    }

    @Test
    void nothingComesFromOutside() throws IOException {
        String page = whole();
        Matcher sources = Pattern.compile("(?:src|srcset|href)=\"([^\"]{0,22})").matcher(page);
        assertThat(sources.results().map(found -> found.group(1)).distinct())
                .containsExactly("data:image/png;base64,");
        assertThat(page).doesNotContain("http:", "https:", "url(", "@import", "<link");
        assertThat(page).contains("default-src 'none'").contains("name=\"viewport\"");
    }

    @Test
    void everyPictureIsThereForLightAndForDarkGroundAndAsAFile() throws IOException {
        String page = whole();
        assertThat(files.keySet()).containsExactlyInAnyOrder(
                "report.html", "pictures/loss.png", "pictures/penalty.png", "pictures/gradient-norm.png",
                "pictures/sparsity.png", "pictures/sparsity-by-parameter.png",
                "pictures/layer-1-recurrent-weights-gate-1.png", "pictures/layer-1-recurrent-weights-gate-2.png",
                "pictures/layer-1-recurrent-weights-gate-3.png", "pictures/layer-1-weight-size-over-distance.png",
                "pictures/layer-1-kept-over-distance.png", "pictures/layer-1-points.png",
                "pictures/task-1-script-alert-1-script.png", "pictures/task-2-rate-maps.png");
        Matcher pictures = Pattern.compile(
                "media=\"\\(prefers-color-scheme: dark\\)\" srcset=\"data:image/png;base64,([^\"]+)\"><img src=\"data:image/png;base64,([^\"]+)\" alt=\"[^\"]+\" width=\"(\\d+)\" height=\"(\\d+)\"")
                .matcher(page);
        int count = 0;
        while (pictures.find()) {
            BufferedImage dark = image(Base64.getDecoder().decode(pictures.group(1)));
            BufferedImage light = image(Base64.getDecoder().decode(pictures.group(2)));
            assertThat(light.getWidth()).isEqualTo(Integer.parseInt(pictures.group(3))).isEqualTo(dark.getWidth());
            assertThat(light.getHeight()).isEqualTo(Integer.parseInt(pictures.group(4))).isEqualTo(dark.getHeight());
            assertThat(light.getRGB(1, 1)).isEqualTo(0xffffffff);
            assertThat(dark.getRGB(1, 1)).isEqualTo(0xff16181b);
            assertThat(marks(light)).isGreaterThan(1000);
            assertThat(marks(dark)).isGreaterThan(1000);
            count++;
        }
        assertThat(count).isEqualTo(13);
        assertThat(image(files.get("pictures/task-2-rate-maps.png")).getWidth()).isEqualTo(800);
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** How many pixels differ from the ground. */
    private static long marks(BufferedImage image) {
        int ground = image.getRGB(1, 1);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> pixel != ground).count();
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
        assertThat(warnings).isEmpty();
    }

    @Test
    void aPictureThatCannotBeDrawnIsNamedInItsPlace() throws IOException {
        Exhibit broken = new Exhibit.Plot(
                "Nothing", "", new Axis("x", ""), new Axis("y", ""),
                List.of(new Series("a", new double[] {1}, new double[] {Double.NaN}, true)), false);
        try (SmallRun run = new SmallRun()) {
            assertThat(write(run.source(_ -> List.of(broken))))
                    .contains("This picture could not be drawn: there is no finite number in it")
                    .contains("Provenance");
        }
        assertThat(warnings).singleElement().asString().contains("task-1-nothing");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only X11 is asked for by an environment variable")
    void aProgramWhoseScreenIsNotThereGetsItsReportWithoutPictures() throws Exception {
        String printed = ChildJvm.run(Map.of("DISPLAY", ":9999"), List.of(), ScreenIsNotThere.class);

        assertThat(printed.lines()).isNotEmpty().allSatisfy(
                line -> assertThat(line).startsWith("the picture ").contains(" of the report could not be drawn: "));
        assertThat(printed).contains("AWTError");
    }

    /** Prints what it is warned of while it writes a report. */
    static final class ScreenIsNotThere {

        private ScreenIsNotThere() {}

        public static void main(String[] arguments) throws IOException {
            try (SmallRun run = new SmallRun()) {
                Report.write(run.source(_ -> EXHIBITS), (_, _) -> {}, System.out::println);
            }
        }
    }

    @Test
    void aRunThatDivergedInItsFirstEpochIsReportedWithWhatThereIs() throws IOException {
        try (SmallRun run = new SmallRun()) {
            run.network().parameters().getFirst().values().set(0, 0, Float.NaN);
            String page = write(run.source(
                    "diverged", Optional.of("loss NaN at <step> 3"), SmallRun.history(0), _ -> EXHIBITS));
            assertThat(page).contains("<h1>small: diverged</h1>", "loss NaN at &lt;step&gt; 3", "Sparsity by parameter",
                    "Some weights are not finite any more").doesNotContain("<h2>Training</h2>", "<h2>The task</h2>");
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void eachOfSeveralNetworksIsShownUnderTheNameOfItsFile() throws IOException {
        try (SmallRun run = new SmallRun()) {
            String page = write(run.source("done", Optional.empty(), SmallRun.history(3), List.of(
                    run.shown("model.safetensors", true, _ -> EXHIBITS),
                    run.shown("lottery-ticket.safetensors", false, _ -> EXHIBITS))));
            assertThat(page.replaceAll("base64,[A-Za-z0-9+/=]+", "")).containsSubsequence(
                    "<h2>model.safetensors: Geometry of layer 1 (rnn.weight_hh_l0)</h2>",
                    "The weights are those of model.safetensors, at the end of the run.",
                    "<h2>model.safetensors: The task</h2>",
                    "<h2>lottery-ticket.safetensors: Geometry of layer 1 (rnn.weight_hh_l0)</h2>",
                    "The weights are those of lottery-ticket.safetensors, at the end of the run.",
                    "<h2>lottery-ticket.safetensors: The task</h2>");
            assertThat(files).containsKeys(
                    "pictures/layer-1-points.png", "pictures/task-2-rate-maps.png",
                    "pictures/lottery-ticket-layer-1-points.png", "pictures/lottery-ticket-task-2-rate-maps.png");
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
        assertThat(warnings).isEmpty();
    }
}
