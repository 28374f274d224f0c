package io.moduli.core.report;

import io.moduli.core.format.NpyFile;
import io.moduli.core.format.NumberArray;
import io.moduli.core.report.page.HtmlPage;
import io.moduli.core.report.page.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the report of a run: {@link #FILE}, one HTML file that opens from disk, in light or dark mode, and needs
 * nothing else; and optionally the data behind a task's exhibits as NumPy files in {@link #DATA}.
 */
public final class Report {

    /** The page. */
    public static final String FILE = "report.html";
    /** The folder of the data behind the pictures, if they are wanted. */
    public static final String DATA = "data";

    private final ReportSource source;
    private final ReportFiles files;

    private Report(ReportSource source, ReportFiles files) {
        this.source = source;
        this.files = files;
    }

    /**
     * Writes a report.
     *
     * @param files receives its files
     * @throws IOException if a file cannot be written
     */
    public static void write(ReportSource source, ReportFiles files) throws IOException {
        new Report(source, files).write();
    }

    private void write() throws IOException {
        files.write(FILE, HtmlPage.of(RunHead.of(source), sections()).getBytes(StandardCharsets.UTF_8));
        for (NetworkPortrait network : source.networks()) {
            for (Map.Entry<String, NumberArray> array : network.data().entrySet()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                NpyFile.write(array.getValue(), bytes);
                files.write(DATA + "/" + array.getKey() + ".npy", bytes.toByteArray());
            }
        }
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(OutcomeSections.result(source));
        CourseSections.training(source).ifPresent(sections::add);
        sections.add(CourseSections.sparsity(source));
        boolean several = source.networks().size() > 1;
        source.networks().forEach(network -> sections.addAll(network.sections(several)));
        sections.add(new Section("How it was made", List.of(
                new Section.Preformatted("Effective configuration", source.configuration(), true),
                new Section.Preformatted("Provenance", source.provenance(), true))));
        return sections;
    }
}
