package riffle.image;

import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Dialect;

/** How a photo becomes a network's input: as those did it who trained the network. */
public enum Preparation {
    /** As torchvision prepares photos for networks trained on ImageNet. */
    TORCHVISION(
            "torchvision",
            "short side to 256 with antialiasing, middle 224x224, red green blue, ImageNet's mean and deviation"),
    /** As the authors' release of ShuffleNet validates its networks. */
    AUTHORS("authors", "short side to 256 as OpenCV does, middle 224x224, blue green red, 0 to 255"),
    /** Every pixel as it is. */
    NONE("none", "size as it is, red green blue, 0 to 255");

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final int LAST_CHANNEL = Photo.CHANNELS - 1;

    private final String label;
    private final String summary;

    Preparation(String label, String summary) {
        this.label = label;
        this.summary = summary;
    }

    /** The name in options and messages. */
    public String label() {
        return label;
    }

    /** What it does, in a few words. */
    public String summary() {
        return summary;
    }

    /** What those did who trained networks of a dialect, as far as a dialect tells. */
    public static Preparation of(Dialect dialect) {
        return dialect == Dialect.AUTHORS ? AUTHORS : TORCHVISION;
    }

    /** Shape of what {@link #tensor} gives. */
    Shape shape(Photo photo) {
        return this == NONE
                ? new Shape(1, Photo.CHANNELS, photo.height(), photo.width())
                : new Shape(1, Photo.CHANNELS, Crop.SIDE, Crop.SIDE);
    }

    /**
     * One image.
     *
     * @throws IllegalArgumentException if the photo is too long and thin to be resized
     */
    Tensor tensor(Photo photo) {
        Photo seen = switch (this) {
            case TORCHVISION -> Resampling.crop(photo);
            case AUTHORS -> Interpolation.crop(photo);
            case NONE -> photo;
        };
        Shape shape = shape(photo);
        float[] data = new float[shape.elements()];
        for (int channel = 0; channel < Photo.CHANNELS; channel++) {
            for (int y = 0; y < seen.height(); y++) {
                for (int x = 0; x < seen.width(); x++) {
                    data[shape.index(0, channel, y, x)] = value(seen, x, y, channel);
                }
            }
        }
        return new Tensor(shape, data);
    }

    private float value(Photo photo, int x, int y, int channel) {
        return switch (this) {
            case TORCHVISION -> (photo.get(x, y, channel) / 255f - MEAN[channel]) / DEVIATION[channel];
            case AUTHORS -> photo.get(x, y, LAST_CHANNEL - channel);
            case NONE -> photo.get(x, y, channel);
        };
    }
}
