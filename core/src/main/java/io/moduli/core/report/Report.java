package io.moduli.core.report;

import io.moduli.core.format.NpyFile;
import io.moduli.core.format.NumberArray;
import io.moduli.core.report.drawing.Painter;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.PngImage;
import io.moduli.core.report.drawing.Theme;
import java.awt.AWTError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the report of a run: {@link #FILE}, one HTML file that opens from disk in light and dark, and its pictures on light
 * ground as PNG files in {@link #PICTURES}; where they are wanted, the numbers behind what a task shows as NumPy's files in {@link #DATA}.
 *
 * <p>What cannot be drawn, because a task's exhibits fail or the machine has no fonts, is left out with its reason; the rest
 * is written.
 */
public final class Report {

    /** The page. */
    public static final String FILE = "report.html";
    /** The folder of the pictures. */
    public static final String PICTURES = "pictures";
    /** The folder of the numbers behind the pictures, where they are wanted. */
    public static final String DATA = "data";

    private final ReportSource source;
    private final ReportFiles files;
    private final Consumer<String> warnings;

    private Report(ReportSource source, ReportFiles files, Consumer<String> warnings) {
        this.source = source;
        this.files = files;
        this.warnings = warnings;
    }

    /**
     * Writes a report.
     *
     * @param files takes its files
     * @param warnings is told what could not be drawn
     * @throws IOException where a file cannot be written
     */
    public static void write(ReportSource source, ReportFiles files, Consumer<String> warnings) throws IOException {
        new Report(source, files, warnings).write();
    }

    private void write() throws IOException {
        String title = source.name() + ": " + source.outcome();
        try {
            String page = HtmlPage.of(title, sections(), this::draw);
            files.write(FILE, page.getBytes(StandardCharsets.UTF_8));
            for (NetworkPortrait network : source.networks()) {
                for (Map.Entry<String, NumberArray> array : network.data().entrySet()) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    NpyFile.write(array.getValue(), bytes);
                    files.write(DATA + "/" + array.getKey() + ".npy", bytes.toByteArray());
                }
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(OutcomeSections.result(source));
        CourseSections.training(source.history()).ifPresent(sections::add);
        sections.add(CourseSections.sparsity(source.history(), source.sparsity()));
        boolean several = source.networks().size() > 1;
        source.networks().forEach(network -> sections.addAll(network.sections(several)));
        sections.add(new Section("How it was made", List.of(
                new Section.Preformatted("Effective configuration", source.configuration(), true),
                new Section.Preformatted("Provenance", source.provenance(), true))));
        return sections;
    }

    private HtmlPage.Drawing draw(Picture picture) {
        try {
            BufferedImage light = Painter.paint(picture, Theme.LIGHT);
            byte[] lightPng = PngImage.encode(light);
            byte[] darkPng = PngImage.encode(Painter.paint(picture, Theme.DARK));
            files.write(PICTURES + "/" + picture.fileName() + ".png", lightPng);
            return new HtmlPage.Drawing.Drawn(lightPng, darkPng, light.getWidth(), light.getHeight());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (RuntimeException | LinkageError | InternalError | AWTError failed) {
            // A Java without fonts, without its drawing library or with a screen that is not there says so by errors.
            warnings.accept("the picture " + picture.fileName() + " of the report could not be drawn: " + failed);
            return new HtmlPage.Drawing.Failed(reason(failed));
        }
    }

    private static String reason(Throwable failed) {
        return Optional.ofNullable(failed.getMessage()).orElseGet(failed::toString);
    }
}
