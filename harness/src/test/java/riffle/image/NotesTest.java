package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Where orientation 6 is found: the photo is then seen upright, higher than wide. */
class NotesTest {

    private static final byte[] TURNED = Images.exif(ByteOrder.BIG_ENDIAN, 3, 6);
    private static final byte[] OTHER = Images.exif(ByteOrder.LITTLE_ENDIAN, 2, 6);
    private static final byte[] FILL = {-1, -1};
    private static final String XMP = "<rdf:Description tiff:Orientation=\"6\"/>";

    @TempDir
    private Path folder;

    private static byte[] xmp(String packet) {
        return Images.segment(0xE1, Images.text("http://ns.adobe.com/xap/1.0/\0" + packet));
    }

    private static Map<String, byte[]> inJpeg() {
        byte[] segment = Images.exifSegment(TURNED);
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("one block", segment);
        cases.put("behind fill bytes", Images.joined(FILL, segment));
        cases.put("behind rubbish", Images.joined(Images.text("ab"), segment));
        cases.put("in a second block", Images.joined(Images.exifSegment(OTHER), segment));
        cases.put("before a block that tells nothing", Images.joined(segment, Images.exifSegment(OTHER)));
        cases.put(
                "before a block that tells another",
                Images.joined(segment, Images.exifSegment(Images.exif(ByteOrder.BIG_ENDIAN, 3, 3))));
        cases.put("behind an empty block", Images.joined(Images.exifSegment(new byte[0]), segment));
        cases.put("behind a damaged block", Images.joined(Images.exifSegment(Images.part(TURNED, 0, 9)), segment));
        cases.put(
                "in a block cut in two",
                Images.joined(
                        Images.exifSegment(Images.part(TURNED, 0, 20)),
                        Images.exifSegment(Images.part(TURNED, 20, TURNED.length))));
        cases.put("as LONG", Images.exifSegment(Images.exif(ByteOrder.BIG_ENDIAN, 4, 6)));
        cases.put("as LONG, least byte first", Images.exifSegment(Images.exif(ByteOrder.LITTLE_ENDIAN, 4, 6)));
        cases.put("in XMP", xmp(XMP));
        cases.put("in XMP as an element", xmp("<tiff:Orientation>6</tiff:Orientation>"));
        cases.put(
                "in EXIF behind XMP that tells another",
                Images.joined(xmp("<rdf:Description tiff:Orientation='3'/>"), segment));
        return cases;
    }

    private static byte[] deflated(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(bytes)) {
            stream.write(text);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> inPng() throws IOException {
        byte[] exif = Images.joined(Images.text("Exif\0\0"), TURNED);
        byte[] raw = Images.text("\nexif\n      " + exif.length + "\n"
                + HexFormat.of().formatHex(exif).replaceAll("(.{72})", "$1\n") + "\n");
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("eXIf", Images.chunk("eXIf", TURNED));
        cases.put("eXIf as LONG", Images.chunk("eXIf", Images.exif(ByteOrder.LITTLE_ENDIAN, 4, 6)));
        cases.put("eXIf with JPEG's prefix", Images.chunk("eXIf", exif));
        cases.put("a second eXIf", Images.joined(Images.chunk("eXIf", OTHER), Images.chunk("eXIf", TURNED)));
        cases.put(
                "ImageMagick's tEXt", Images.chunk("tEXt", Images.joined(Images.text("Raw profile type exif\0"), raw)));
        cases.put(
                "ImageMagick's zTXt",
                Images.chunk("zTXt", Images.joined(Images.text("Raw profile type exif\0\0"), deflated(raw))));
        cases.put("XMP", Images.chunk("iTXt", Images.text("XML:com.adobe.xmp\0\0\0\0\0" + XMP)));
        cases.put(
                "deflated XMP",
                Images.chunk(
                        "iTXt", Images.joined(Images.text("XML:com.adobe.xmp\0\1\0\0\0"), deflated(Images.text(XMP)))));
        return cases;
    }

    @TestFactory
    Iterable<DynamicTest> jpegFilesTellIt() throws IOException {
        byte[] jpeg = Images.bytes("photo-420.jpg");
        return inJpeg().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertTurned(120, 91, Images.inserted(jpeg, Images.JPEG_HEAD, entry.getValue()))))
                .toList();
    }

    @TestFactory
    Iterable<DynamicTest> pngFilesTellIt() throws IOException {
        byte[] png = Images.bytes("rgb-enlarged.png");
        return inPng().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertTurned(40, 30, Images.inserted(png, Images.PNG_HEAD, entry.getValue()))))
                .toList();
    }

    private void assertTurned(int width, int height, byte[] bytes) throws IOException {
        Photo photo = Images.photo(folder, bytes);
        assertEquals(height, photo.width());
        assertEquals(width, photo.height());
    }

    @Test
    void damagedTextsTellNothing() throws IOException {
        byte[] png = Images.bytes("rgb-enlarged.png");
        for (String content :
                new String[] {"", "Raw profile type exif", "Raw profile type exif\0\0no zlib", "XML:com.adobe.xmp\0\1"
                }) {
            for (String chunk : new String[] {"tEXt", "zTXt", "iTXt"}) {
                byte[] more = Images.inserted(png, Images.PNG_HEAD, Images.chunk(chunk, Images.text(content)));
                assertEquals(40, Images.photo(folder, more).width(), chunk + " " + content);
            }
        }
    }
}
