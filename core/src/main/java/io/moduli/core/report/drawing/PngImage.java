package io.moduli.core.report.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as PNG files, with a palette where 256 colours are enough, which makes files of a third of the size. */
public final class PngImage {

    private static final int MOST_COLOURS = 256;
    private static final int PALETTE_BITS = 8;

    private PngImage() {}

    public static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(withPalette(image), "png", output)) {
                throw new IOException("this Java writes no PNG files");
            }
        }
        return bytes.toByteArray();
    }

    private static BufferedImage withPalette(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), new int[width * image.getHeight()], 0, width);
        Map<Integer, Integer> palette = new HashMap<>();
        byte[] indices = new byte[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int fresh = palette.size();
            int index = palette.computeIfAbsent(pixels[pixel] | 0xff000000, _ -> fresh);
            if (index == MOST_COLOURS) {
                return image;
            }
            indices[pixel] = (byte) index;
        }
        int[] colours = new int[palette.size()];
        palette.forEach((colour, index) -> colours[index] = colour);
        IndexColorModel model = new IndexColorModel(
                PALETTE_BITS, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage indexed = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        WritableRaster raster = indexed.getRaster();
        raster.setDataElements(0, 0, width, image.getHeight(), indices);
        return indexed;
    }
}
