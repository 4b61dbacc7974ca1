package riffle.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * An image's samples as they are stored, as red, green and blue of 8 bits: palettes are looked up, greys repeated, 16
 * bits cut to the upper 8, alpha is dropped, colour profiles and gamma are ignored.
 */
final class RasterSamples {

    private static final int BITS = 8;

    private RasterSamples() {}

    static Photo of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[Math.multiplyExact(Photo.CHANNELS, width * height)];
        Raster raster = image.getRaster();
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (image.getColorModel() instanceof IndexColorModel palette) {
                    int index = raster.getSample(x, y, 0);
                    samples[at++] = (byte) palette.getRed(index);
                    samples[at++] = (byte) palette.getGreen(index);
                    samples[at++] = (byte) palette.getBlue(index);
                } else {
                    int first = sample(raster, x, y, 0);
                    boolean grey = raster.getNumBands() < Photo.CHANNELS;
                    samples[at++] = (byte) first;
                    samples[at++] = (byte) (grey ? first : sample(raster, x, y, 1));
                    samples[at++] = (byte) (grey ? first : sample(raster, x, y, 2));
                }
            }
        }
        return new Photo(width, height, samples);
    }

    private static int sample(Raster raster, int x, int y, int band) {
        int bits = raster.getSampleModel().getSampleSize(band);
        int value = raster.getSample(x, y, band);
        return bits > BITS ? value >>> (bits - BITS) : value * 255 / ((1 << bits) - 1);
    }
}
