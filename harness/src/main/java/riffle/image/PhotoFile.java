package riffle.image;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** The photo in a PNG or JPEG file, upright. */
public final class PhotoFile {

    /** What Pillow takes for an attack. */
    private static final long MOST_PIXELS = 178_956_970;

    /** What the JPEG library says of a picture that ends too early, before it fills up with grey. */
    private static final String CUT_SHORT = "premature end of data segment";

    private final Path file;
    private final Photo photo;

    private PhotoFile(Path file, Photo photo) {
        this.file = file;
        this.photo = photo;
    }

    /**
     * Reads a file, a pipe as well as a regular one; empty if it does not begin as a PNG or JPEG file.
     *
     * @throws ImageException if it cannot be read, is empty, or is no whole image
     */
    public static Optional<PhotoFile> find(Path file) {
        return image(file).map(bytes -> new PhotoFile(file, photo(file, bytes)));
    }

    /** The bytes of an image. They are read once: a pipe gives them only once. */
    private static Optional<byte[]> image(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            stream.mark(Container.SIGNATURE_BYTES);
            byte[] start = stream.readNBytes(Container.SIGNATURE_BYTES);
            if (start.length == 0) {
                throw new ImageException(file, "is empty");
            }
            if (!Container.isImage(start)) {
                return Optional.empty();
            }
            stream.reset();
            return Optional.of(stream.readAllBytes());
        } catch (NoSuchFileException e) {
            throw new ImageException(file, "no such file", e);
        } catch (AccessDeniedException e) {
            throw new ImageException(file, "permission denied", e);
        } catch (FileSystemException e) {
            throw new ImageException(file, "cannot be read: " + e.getReason(), e);
        } catch (IOException e) {
            throw new ImageException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Photo photo(Path file, byte[] bytes) {
        try {
            Container container = Container.of(bytes);
            return container.notes().orientation().upright(RasterSamples.of(decode(file, container)));
        } catch (ImageException e) {
            throw e;
        } catch (IIOException | EOFException | RuntimeException e) {
            throw new ImageException(file, "is no image that can be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ImageException(file, "cannot be read: " + e, e);
        }
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

    Photo photo() {
        return photo;
    }

    /** Shape of what {@link #prepared} gives. */
    public Shape shape(Preparation preparation) {
        return preparation.shape(photo);
    }

    /**
     * The photo as a network takes it.
     *
     * @throws ImageException if it cannot be prepared like that
     */
    public Tensor prepared(Preparation preparation) {
        try {
            return preparation.tensor(photo);
        } catch (IllegalArgumentException e) {
            throw new ImageException(file, e.getMessage(), e);
        }
    }
}
