package io.moduli.core.report.figure;

import java.util.List;

/**
 * Small images side by side, each with its name and the range of its colours below it.
 *
 * @param colour what colours mean
 * @param images the images
 */
public record Images(String name, String title, String caption, Axis colour, List<Image> images) implements Figure {

    public Images {
        images = List.copyOf(images);
    }

    /** An image with its name. */
    public record Image(String name, Cells cells) {}
}
