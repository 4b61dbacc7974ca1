package riffle.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files as red, green and blue: palettes are looked up, greys repeated, 16 bits cut to the upper 8, alpha
 * is dropped, colour profiles and gamma are ignored, and EXIF's orientation is undone.
 */
final class PhotoFile {

    /** What Pillow takes for an attack. */
    private static final long MOST_PIXELS = 178_956_970;

    /** What the JPEG library says of a picture that ends too early, before it fills up with grey. */
    private static final String CUT_SHORT = "premature end of data segment";

    private static final int SAMPLE_BITS = 8;

    private PhotoFile() {}

    /**
     * The photo in a file.
     *
     * @throws ImageException if it cannot be read or is not whole
     */
    static Photo read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ImageException(file, "no such file", e);
        } catch (IOException e) {
            throw new ImageException(file, "cannot be read: " + e, e);
        }
        if (!Container.isImage(bytes)) {
            throw new ImageException(file, "is neither a PNG nor a JPEG image");
        }
        Container container = Container.of(bytes);
        try {
            return container.orientation().upright(photo(decode(file, container)));
        } catch (ImageException e) {
            throw e;
        } catch (IIOException | EOFException | RuntimeException e) {
            String name = container.format().equals("png") ? "PNG" : "JPEG";
            throw new ImageException(file, "is no " + name + " image that can be read: " + reason(e), e);
        } catch (IOException e) {
            throw new ImageException(file, "cannot be read: " + e, e);
        }
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Unsupported Image Type")
                ? "it holds neither greys nor red, green and blue (CMYK?); convert it to RGB"
                : message;
    }

    private static BufferedImage decode(Path file, Container container) throws IOException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(container.format()).next();
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(container.picture()))) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new ImageException(file, "has " + pixels + " pixels, expected at most " + MOST_PIXELS);
            }
            BufferedImage image = reader.read(0);
            for (String warning : warnings) {
                if (warning.contains(CUT_SHORT)) {
                    throw new ImageException(file, "is truncated: " + warning);
                }
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static Photo photo(BufferedImage image) {
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
        return bits > SAMPLE_BITS ? value >>> (bits - SAMPLE_BITS) : value * 255 / ((1 << bits) - 1);
    }
}
