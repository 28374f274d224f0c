package io.moduli.core.report;

import io.moduli.api.report.Exhibit;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Cells;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Images;
import io.moduli.core.report.figure.Images.Image;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.page.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the task shows about the network. */
final class ExhibitSections {

    private static final int MOST_LETTERS = 60;

    private ExhibitSections() {}

    /**
     * A section of all exhibits; empty if there are none.
     *
     * @param prefix the prefix of the names of pictures
     */
    static Optional<Section> of(List<Exhibit> exhibits, String prefix) {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < exhibits.size(); index++) {
            add(exhibits.get(index), fileName(exhibits.get(index), prefix, index), blocks);
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("The task", blocks));
    }

    /**
     * The base name of an exhibit's files, without extension.
     *
     * @param prefix its prefix
     * @param index the exhibit's number, from 0
     */
    static String fileName(Exhibit exhibit, String prefix, int index) {
        return "%stask-%d-%s".formatted(prefix, index + 1, slug(exhibit.title()));
    }

    private static void add(Exhibit exhibit, String fileName, List<Block> blocks) {
        switch (exhibit) {
            case Exhibit.Plot plot -> blocks.add(new Section.Drawn(chart(plot, fileName)));
            case Exhibit.Gallery gallery -> blocks.add(new Section.Drawn(new Images(
                    fileName, gallery.title(),
                    gallery.caption() + " Below each image are the values of its darkest and its brightest colour.",
                    Axis.of(gallery.value()),
                    gallery.together(),
                    gallery.panels().stream().map(ExhibitSections::image).toList())));
            case Exhibit.Passage passage -> {
                blocks.add(new Section.Preformatted(passage.title(), passage.text(), false));
                blocks.add(new Section.Paragraph(passage.caption()));
            }
        }
    }

    private static Image image(Exhibit.Panel panel) {
        return new Image(
                panel.name(),
                panel.limit() > 0 ? Cells.signed(panel.values(), panel.limit()) : Cells.ranging(panel.values()),
                panel.bar());
    }

    private static Chart chart(Exhibit.Plot plot, String fileName) {
        List<Layer> layers = new ArrayList<>();
        Map<Integer, Integer> colours = new HashMap<>();
        for (int index = 0; index < plot.series().size(); index++) {
            Exhibit.Series series = plot.series().get(index);
            int fresh = colours.size();
            // Groups are counted from 1; single series get numbers below that.
            int colour = series.style() == Exhibit.Style.OUTLINE
                    ? Look.GREY
                    : colours.computeIfAbsent(series.group() == 0 ? -1 - index : series.group(), _ -> fresh);
            layers.add(layer(series, colour));
        }
        return new Chart(fileName, plot.title(), plot.caption(),
                new Plane(Axis.of(plot.x()), Axis.of(plot.y()), layers, plot.equalScale()));
    }

    private static Layer layer(Exhibit.Series series, int colour) {
        return switch (series.style()) {
            case MARKS -> new Layer.Dots(series.name(), series.x(), series.y(), Look.solid(colour));
            case LINE, OUTLINE -> new Layer.Line(series.name(), series.x(), series.y(), Look.solid(colour));
            case DASHED_LINE -> new Layer.Line(series.name(), series.x(), series.y(), Look.dashed(colour));
            case PATH -> new Layer.Line(series.name(), series.x(), series.y(), new Look(colour, false, true, false));
        };
    }

    /** A title as a part of a file's name. */
    static String slug(String title) {
        String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "exhibit" : slug.substring(0, Math.min(MOST_LETTERS, slug.length()));
    }
}
