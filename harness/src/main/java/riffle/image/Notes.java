package riffle.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file says of how its picture is held: blocks of EXIF, and XMP. */
final class Notes {

    private static final Pattern XMP_ORIENTATION = Pattern.compile("tiff:Orientation(?:=[\"']|>)([1-8])");

    private final List<byte[]> exif = new ArrayList<>();
    private final StringBuilder xmp = new StringBuilder();

    /** Adds a block of EXIF, in the file's order. */
    void addExif(byte[] block) {
        exif.add(Exif.withoutPrefix(block));
    }

    /** Adds a packet of XMP. */
    void addXmp(byte[] packet) {
        xmp.append(new String(packet, StandardCharsets.ISO_8859_1));
    }

    /**
     * What is said first: by the blocks as one, which a long one may have been cut into; by a block alone; by XMP.
     * Upright if nothing says anything.
     */
    Orientation orientation() {
        return Stream.concat(Stream.of(joined()), exif.stream())
                .map(Exif::orientation)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::orientationOfXmp)
                .orElse(Orientation.UPRIGHT);
    }

    private byte[] joined() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        exif.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private Optional<Orientation> orientationOfXmp() {
        Matcher matcher = XMP_ORIENTATION.matcher(xmp);
        return matcher.find() ? Orientation.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }
}
