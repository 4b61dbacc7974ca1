package riffle.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Images among the resources, and bytes to make others of them. */
final class Images {

    /** Bytes before JFIF's segment in a JPEG file. */
    private static final int JPEG_SIGNATURE = 2;

    private static final int JFIF_SEGMENT = 18;

    /** Bytes before the other segments. */
    static final int JPEG_HEAD = JPEG_SIGNATURE + JFIF_SEGMENT;

    /** Bytes before the second chunk of a PNG file: the signature and IHDR. */
    static final int PNG_HEAD = 33;

    private Images() {}

    static Path resource(String name) {
        return Path.of(URI.create(Images.class.getResource("/images/" + name).toString()));
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(resource(name));
    }

    static Photo photo(Path file) {
        return PhotoFile.find(file).orElseThrow().photo();
    }

    static Photo photo(Path folder, byte[] bytes) throws IOException {
        return photo(Files.write(folder.resolve("made"), bytes));
    }

    /** A file of Pillow's with other segments in place of JFIF's. */
    static byte[] withSegments(byte[] jpeg, byte[] segments) {
        return joined(part(jpeg, 0, JPEG_SIGNATURE), segments, part(jpeg, JPEG_HEAD, jpeg.length));
    }

    static byte[] inserted(byte[] file, int at, byte[] added) {
        return joined(part(file, 0, at), added, part(file, at, file.length));
    }

    static byte[] part(byte[] bytes, int from, int end) {
        return Arrays.copyOfRange(bytes, from, end);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** A segment of a JPEG file. */
    static byte[] segment(int marker, byte[] data) {
        return ByteBuffer.allocate(4 + data.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + data.length))
                .put(data)
                .array();
    }

    /** A segment of a JPEG file that holds EXIF. */
    static byte[] exifSegment(byte[] tiff) {
        return segment(0xE1, joined(text("Exif\0\0"), tiff));
    }

    /** A chunk of a PNG file. */
    static byte[] chunk(String name, byte[] data) {
        byte[] content = joined(text(name), data);
        return ByteBuffer.allocate(8 + content.length)
                .putInt(data.length)
                .put(content)
                .putInt(checksum(content))
                .array();
    }

    /** EXIF with one other entry before the orientation. */
    static byte[] exif(ByteOrder order, int type, int value) {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2);
        tiff.putShort((short) 0x010F).putShort((short) 2).putInt(1).putInt(0);
        tiff.putShort((short) 0x0112).putShort((short) type).putInt(1);
        if (type == 4) {
            tiff.putInt(value);
        } else {
            tiff.putShort((short) value);
        }
        return tiff.array();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A PNG file whose checksums are those of what it holds now. */
    static byte[] sealed(byte[] png) {
        byte[] sealed = png.clone();
        ByteBuffer data = ByteBuffer.wrap(sealed);
        int at = 8;
        while (at + 12 <= png.length && data.getInt(at) >= 0 && data.getInt(at) <= png.length - at - 12) {
            int length = data.getInt(at);
            data.putInt(at + 8 + length, checksum(part(sealed, at + 4, at + 8 + length)));
            at += 12 + length;
        }
        return sealed;
    }

    /** A black image of one bit a pixel. */
    static byte[] greyPng(int width, int height) throws IOException {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 1)
                .array();
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(pixels)) {
            byte[] rows = new byte[1 << 16];
            long bytes = (1L + Math.ceilDiv(width, 8)) * height;
            for (long written = 0; written < bytes; written += rows.length) {
                stream.write(rows, 0, (int) Math.min(rows.length, bytes - written));
            }
        }
        byte[] signature = part(bytes("grey.png"), 0, 8);
        return joined(
                signature, chunk("IHDR", header), chunk("IDAT", pixels.toByteArray()), chunk("IEND", new byte[0]));
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
