package riffle.image;

/**
 * The middle 224x224 of a photo whose short side is resized to 256: where it is.
 *
 * @param width columns of the whole resized photo
 * @param height its rows
 */
record Crop(int width, int height) {

    /** Rows and columns that are cut out. */
    static final int SIDE = 224;

    /** What the short side is resized to. */
    static final int SHORT_SIDE = 256;

    /** How long a side becomes: as a double, which holds what is too long for an int. */
    interface Rule {
        double resized(int side, int shorter);
    }

    /**
     * The crop of a photo.
     *
     * @throws IllegalArgumentException if the photo is so long that the resized one cannot be counted
     */
    static Crop of(Photo photo, Rule rule) {
        int shorter = Math.min(photo.width(), photo.height());
        double longest = rule.resized(Math.max(photo.width(), photo.height()), shorter);
        if (longest > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("is " + photo.width() + "x" + photo.height()
                    + " pixels: with its short side resized to " + SHORT_SIDE + " the other has " + (long) longest
                    + ", expected at most " + Integer.MAX_VALUE);
        }
        return new Crop((int) rule.resized(photo.width(), shorter), (int) rule.resized(photo.height(), shorter));
    }

    /** Columns before the crop. */
    int left() {
        return margin(width);
    }

    /** Rows before the crop. */
    int top() {
        return margin(height);
    }

    /** Halves go to the even neighbour, as Python rounds. */
    private static int margin(int side) {
        return (int) Math.rint((side - SIDE) / 2.0);
    }
}
