package io.moduli.core.report;

import io.moduli.api.report.Exhibit;
import io.moduli.api.report.Exhibit.Panel;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the task shows of the network. */
final class ExhibitSections {

    private static final int PANELS_A_PICTURE = 24;
    private static final int MOST_LETTERS = 60;

    private ExhibitSections() {}

    /**
     * A section of all exhibits; empty where there are none.
     *
     * @param prefix what the names of pictures begin with
     */
    static Optional<Section> of(List<Exhibit> exhibits, String prefix) {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < exhibits.size(); index++) {
            add(exhibits.get(index), fileName(exhibits.get(index), prefix, index), blocks);
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("The task", blocks));
    }

    /**
     * What the files of an exhibit are called, without extension.
     *
     * @param prefix what they begin with
     * @param index the exhibit's number, from 0
     */
    static String fileName(Exhibit exhibit, String prefix, int index) {
        return "%stask-%d-%s".formatted(prefix, index + 1, slug(exhibit.title()));
    }

    private static void add(Exhibit exhibit, String fileName, List<Block> blocks) {
        switch (exhibit) {
            case Exhibit.Plot plot ->
                blocks.add(new Section.Figure(
                        new Picture.Chart(
                                fileName, plot.title(), plot.x(), plot.y(), plot.series(),
                                plot.equalScale() ? Scale.EQUAL : Scale.FITTED, Optional.empty()),
                        plot.caption()));
            case Exhibit.Gallery gallery -> addPanels(gallery, fileName, blocks);
            case Exhibit.Passage passage -> {
                blocks.add(new Section.Preformatted(passage.title(), passage.text(), false));
                blocks.add(new Section.Paragraph(passage.caption()));
            }
        }
    }

    private static void addPanels(Exhibit.Gallery gallery, String fileName, List<Block> blocks) {
        int pictures = Math.ceilDiv(gallery.panels().size(), PANELS_A_PICTURE);
        for (int picture = 0; picture < pictures; picture++) {
            int end = Math.min((picture + 1) * PANELS_A_PICTURE, gallery.panels().size());
            List<Panel> panels = gallery.panels().subList(picture * PANELS_A_PICTURE, end);
            String part = pictures == 1 ? "" : " (%d of %d)".formatted(picture + 1, pictures);
            blocks.add(new Section.Figure(
                    new Picture.Images(
                            fileName + (pictures == 1 ? "" : "-" + (picture + 1)), gallery.title() + part, panels),
                    gallery.caption() + " Below each image what its darkest and its brightest colour mean."));
        }
    }

    /** A title as a part of a file's name. */
    static String slug(String title) {
        String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "exhibit" : slug.substring(0, Math.min(MOST_LETTERS, slug.length()));
    }
}
