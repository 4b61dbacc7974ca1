package riffle.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * A photo as networks trained on ImageNet take it, and as torchvision prepares it for them: the short side resized to 256
 * (bilinear, antialiased, on 8-bit samples), the middle 224x224 of that, samples divided by 255, ImageNet's mean subtracted,
 * divided by its standard deviation.
 */
public final class ImageNetInput {

    private static final int SHORT_SIDE = 256;
    private static final int SIDE = 224;
    private static final int SIGNATURE_BYTES = 8;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private ImageNetInput() {}

    /** Whether a file is a PNG or JPEG by its first bytes; false if it cannot be read. */
    public static boolean isImage(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Container.isImage(stream.readNBytes(SIGNATURE_BYTES));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a PNG or JPEG file.
     *
     * @return 1 x 3 x 224 x 224: red, green, blue
     * @throws ImageException if the file is no whole image
     */
    public static Tensor read(Path file) {
        return normalised(cropped(PhotoFile.read(file)));
    }

    /** The middle of the resized photo. Only what the crop shows is computed. */
    static Photo cropped(Photo photo) {
        int shorter = Math.min(photo.width(), photo.height());
        int width = resized(photo.width(), shorter);
        int height = resized(photo.height(), shorter);
        Resampling down = Resampling.of(photo.height(), height, margin(height), SIDE);
        Resampling across = Resampling.of(photo.width(), width, margin(width), SIDE);
        Photo band = band(photo, down.begin(), down.end());
        return down.columns(across.rows(band), down.begin());
    }

    private static int resized(int side, int shorter) {
        return Math.toIntExact((long) SHORT_SIDE * side / shorter);
    }

    /** Pixels before the crop; halves go to the even neighbour, as Python rounds. */
    private static int margin(int side) {
        return (int) Math.rint((side - SIDE) / 2.0);
    }

    private static Photo band(Photo photo, int begin, int end) {
        int row = Photo.CHANNELS * photo.width();
        return new Photo(photo.width(), end - begin, Arrays.copyOfRange(photo.samples(), begin * row, end * row));
    }

    private static Tensor normalised(Photo photo) {
        Shape shape = new Shape(1, Photo.CHANNELS, photo.height(), photo.width());
        float[] data = new float[shape.elements()];
        for (int channel = 0; channel < Photo.CHANNELS; channel++) {
            for (int y = 0; y < photo.height(); y++) {
                for (int x = 0; x < photo.width(); x++) {
                    float value = photo.get(x, y, channel) / 255f;
                    data[shape.index(0, channel, y, x)] = (value - MEAN[channel]) / DEVIATION[channel];
                }
            }
        }
        return new Tensor(shape, data);
    }
}
