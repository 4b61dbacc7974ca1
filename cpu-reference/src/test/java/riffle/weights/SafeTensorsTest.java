package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsTest {

    private static final Map<String, NamedTensor> TENSORS = Map.of(
            "matrix", new NamedTensor(List.of(2, 3), new float[] {1, -2, 3.5f, Float.MIN_VALUE, Float.MAX_VALUE, -0f}),
            "a.scalar", new NamedTensor(List.of(), new float[] {Float.NaN}),
            "empty", new NamedTensor(List.of(3, 0), new float[0]));
    private static final Map<String, String> METADATA = Map.of("op", "demo", "text", "quote \" and \u00fc");

    @TempDir
    private Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8), new byte[dataBytes]);
    }

    private Path file(byte[] header, byte[] data) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header).put(data);
        return Files.write(folder.resolve("file.safetensors"), buffer.array());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("round-trip.safetensors");

        SafeTensors.write(file, METADATA, TENSORS);
        SafeTensorsFile content = SafeTensors.read(file);

        assertEquals(METADATA, content.metadata());
        assertEquals(
                List.of("a.scalar", "empty", "matrix"),
                List.copyOf(content.tensors().keySet()));
        TENSORS.forEach((name, tensor) -> {
            assertEquals(tensor.dimensions(), content.tensors().get(name).dimensions());
            assertArrayEquals(tensor.data(), content.tensors().get(name).data());
        });
    }

    /**
     * As the cases in Riffle's own archive are, which may lie where nothing can be written: here its folder is away.
     */
    @Test
    void reachingIntoAnArchiveWritesNothingBesideIt() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path archive = place.resolve("archive.zip");
        Map<String, NamedTensor> tensors = Map.of("a", new NamedTensor(List.of(2), new float[] {1, 2}));
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path written = folder.resolve("a.safetensors");
            SafeTensors.write(written, Map.of(), tensors);
            Files.copy(written, files.getPath("a.safetensors"));
        }
        try (FileSystem files = FileSystems.newFileSystem(archive)) {
            Path elsewhere = Files.move(place, folder.resolve("elsewhere"));
            SafeTensorsFile read = SafeTensors.read(files.getPath("a.safetensors"));
            Files.move(elsewhere, place);
            assertArrayEquals(new float[] {1, 2}, read.tensors().get("a").data());
        }
    }

    @Test
    void tensorLargerThanTheBufferSurvives() {
        float[] data = new float[200_003];
        for (int i = 0; i < data.length; i++) {
            data[i] = i;
        }
        Path file = folder.resolve("large.safetensors");

        SafeTensors.write(file, Map.of(), Map.of("x", new NamedTensor(List.of(data.length), data)));

        assertArrayEquals(data, SafeTensors.read(file).tensors().get("x").data());
    }

    @Test
    void headerIsSortedAlignedAndTheSameEveryTime() throws IOException {
        Path file = folder.resolve("layout.safetensors");
        NamedTensor one = new NamedTensor(List.of(1), new float[] {1});

        SafeTensors.write(file, Map.of("k", "v"), Map.of("b", one, "a", one));

        String expected = "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = (int) bytes.getLong();
        byte[] header = new byte[headerBytes];
        bytes.get(header);
        assertEquals(0, headerBytes % 8);
        assertEquals(expected, new String(header, StandardCharsets.UTF_8).stripTrailing());
        assertEquals(1, bytes.getFloat());
        assertEquals(1, bytes.getFloat());
        assertFalse(bytes.hasRemaining());
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));

        WeightsException e = assertThrows(WeightsException.class, () -> SafeTensors.write(occupied, METADATA, TENSORS));

        assertTrue(e.getMessage().startsWith(occupied + ": cannot be written"), e.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Set.of(occupied), Set.copyOf(files.toList()));
        }
    }

    @Test
    void writingIntoAMissingFolderIsRefused() {
        Path file = folder.resolve("missing").resolve("x.safetensors");
        assertThrows(WeightsException.class, () -> SafeTensors.write(file, METADATA, TENSORS));
    }

    @Test
    void metadataIsNoNameForATensor() {
        Map<String, NamedTensor> tensors = Map.of("__metadata__", new NamedTensor(List.of(0), new float[0]));
        Path file = folder.resolve("x.safetensors");
        assertThrows(IllegalArgumentException.class, () -> SafeTensors.write(file, Map.of(), tensors));
    }

    @Test
    void halfPrecisionIsWidened() throws IOException {
        byte[] data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x3C00)
                .putShort((short) 0xC500)
                .putShort((short) 0x3F80)
                .putShort((short) 0xC2C8)
                .array();
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}";

        Map<String, NamedTensor> tensors = SafeTensors.read(file(header.getBytes(StandardCharsets.UTF_8), data))
                .tensors();

        assertArrayEquals(new float[] {1, -5}, tensors.get("h").data());
        assertArrayEquals(new float[] {1, -100}, tensors.get("b").data());
    }

    @Test
    void tensorsThatNobodyWantsMayBeOfAnyType() throws IOException {
        Path file = file(
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"label\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[4,12]}}",
                12);

        assertEquals(
                Set.of("x"),
                SafeTensors.read(file, name -> name.equals("x")).tensors().keySet());
        WeightsException e = assertThrows(WeightsException.class, () -> SafeTensors.read(file));
        assertTrue(
                e.getMessage().contains("tensor label: dtype is I64, expected one of [F32, F16, BF16]"),
                e.getMessage());
    }

    private static String tensor(String type, String shape, String offsets) {
        return "{\"x\":{\"dtype\":" + type + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    static Stream<Arguments> malformedHeaders() {
        return Stream.of(
                arguments("", 0, "the header is not a JSON object"),
                arguments("{}", 1, "the tensors end at byte 0 of the data, but the file has 1"),
                arguments("[]", 0, "not a JSON object"),
                arguments("{\"x\":", 0, "not valid JSON"),
                arguments("{} {}", 0, "not valid JSON"),
                arguments("{\"x\":1,\"x\":2}", 0, "not valid JSON: Duplicate"),
                arguments("{\"__metadata__\":[]}", 0, "__metadata__ is [], expected an object"),
                arguments("{\"__metadata__\":{\"a\":1}}", 0, "metadata a is 1, expected a string"),
                arguments("{\"x\":7}", 0, "tensor x: dtype is missing"),
                arguments(tensor("3", "[1]", "[0,4]"), 4, "tensor x: dtype is 3"),
                arguments(tensor("\"Q8\"", "[1]", "[0,4]"), 4, "tensor x: dtype is Q8, expected one of"),
                arguments(tensor("\"F32\"", "1", "[0,4]"), 4, "tensor x: shape is 1"),
                arguments(tensor("\"F32\"", "[-1]", "[0,4]"), 4, "tensor x: shape is [-1]"),
                arguments(tensor("\"F32\"", "[1.0]", "[0,4]"), 4, "tensor x: shape is [1.0]"),
                arguments(tensor("\"F32\"", "[99999999999]", "[0,4]"), 4, "tensor x: shape is [99999999999]"),
                arguments(tensor("\"F32\"", "[65536,65536]", "[0,4]"), 4, "tensor x: shape is [65536,65536]"),
                arguments(tensor("\"F32\"", "[1]", "[0]"), 4, "tensor x: data_offsets is [0]"),
                arguments(tensor("\"F32\"", "[1]", "[4,0]"), 4, "tensor x: data_offsets is [4,0]"),
                arguments(tensor("\"F32\"", "[1]", "[-4,0]"), 4, "tensor x: data_offsets is [-4,0]"),
                arguments(tensor("\"F32\"", "[1]", "[0,99999999999999999999]"), 4, "tensor x: data_offsets is"),
                arguments(tensor("\"F32\"", "[2]", "[0,8]"), 4, "tensor x: ends at byte 8"),
                arguments(tensor("\"F32\"", "[1]", "[4,8]"), 8, "tensor x: begins at byte 4"),
                arguments(tensor("\"F32\"", "[1]", "[0,4]"), 5, "the tensors end at byte 4"),
                arguments(tensor("\"F32\"", "[3]", "[0,8]"), 8, "tensor x: F32 [3] takes 12 bytes, found 8"),
                arguments(
                        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                                + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                        8,
                        "tensor y: begins at byte 4"),
                arguments("[".repeat(100_000), 0, "not valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("malformedHeaders")
    void malformedHeaderIsRefused(String header, int dataBytes, String reason) throws IOException {
        Path file = file(header, dataBytes);

        String message = assertThrows(WeightsException.class, () -> SafeTensors.read(file))
                .getMessage();

        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(reason), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void headerThatIsNotUtf8IsRefused() throws IOException {
        Path file = file(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}, new byte[0]);
        assertTrue(assertThrows(WeightsException.class, () -> SafeTensors.read(file))
                .getMessage()
                .contains("not UTF-8"));
    }

    @Test
    void impossibleHeaderLengthIsRefusedBeforeAnythingIsAllocated() throws IOException {
        for (long length : new long[] {3, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
            ByteBuffer buffer = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(length);
            Path file = Files.write(folder.resolve("length.safetensors"), buffer.array());
            assertTrue(assertThrows(WeightsException.class, () -> SafeTensors.read(file))
                    .getMessage()
                    .contains("header length is " + Long.toUnsignedString(length) + ", expected at most 2"));
        }
    }

    @Test
    void missingShortAndImpossibleFilesAreRefused() throws IOException {
        Path missing = folder.resolve("missing.safetensors");
        Path tooShort = Files.write(folder.resolve("short.safetensors"), new byte[7]);

        assertEquals(
                missing + ": no such file",
                assertThrows(WeightsException.class, () -> SafeTensors.read(missing))
                        .getMessage());
        assertEquals(
                folder + ": is not a file",
                assertThrows(WeightsException.class, () -> SafeTensors.read(folder))
                        .getMessage());
        assertTrue(assertThrows(WeightsException.class, () -> SafeTensors.read(tooShort))
                .getMessage()
                .contains("7 bytes"));
    }

    @Test
    void anyMutationIsReadOrRefused() throws IOException {
        Path file = folder.resolve("fuzz.safetensors");
        SafeTensors.write(file, METADATA, TENSORS);
        byte[] original = Files.readAllBytes(file);
        byte[] alphabet = "{}[]\",:0123456789-eE\u0000 x\\".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20171);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] mutated = original.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                byte value =
                        random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : (byte) random.nextInt(256);
                mutated[random.nextInt(mutated.length)] = value;
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(mutated.length) : mutated.length;
            Files.write(file, Arrays.copyOf(mutated, length));
            try {
                SafeTensors.read(file);
            } catch (WeightsException e) {
                refused++;
            }
        }
        assertTrue(refused > 400 && refused < 1500, "refused " + refused);
    }
}
