package io.moduli.core.report.figure;

import io.moduli.api.report.Exhibit;
import java.util.List;
import java.util.Optional;

/**
 * Small images side by side, each with its name and the range of its colours below it.
 *
 * @param colour what colours mean
 * @param together how many consecutive images are kept side by side
 * @param images the images
 */
public record Images(String name, String title, String caption, Axis colour, int together, List<Image> images)
        implements Figure {

    public Images {
        images = List.copyOf(images);
    }

    /**
     * An image.
     *
     * @param name what stands below it
     * @param bar a scale bar within it
     */
    public record Image(String name, Cells cells, Optional<Exhibit.ScaleBar> bar) {}
}
