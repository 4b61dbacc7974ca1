package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.text;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.StringStringEntryProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.TensorProto.DataLocation;
import riffle.onnx.format.TensorProto.DataType;

/** What is not taken is refused in one line that names file, node and tensor. */
final class RefusedModelsTest {

    @TempDir
    private Path folder;

    @Test
    void operatorsThatAreNotTakenAreNamedWithThoseThatAre() {
        UntakenException refused = assertThrows(
                UntakenException.class,
                () -> image().node("ConvTranspose", "y", List.of("x", "w"))
                        .output("y")
                        .read());
        String message = refused.getMessage();
        assertTrue(
                message.startsWith("test.onnx: node y (ConvTranspose, operator set 13): operator ConvTranspose is not"
                        + " taken; these are: Add, AveragePool, "),
                message);
        assertTrue(message.contains("Unsqueeze; on constants also Add, Cast"), message);
        assertFalse(message.contains("\n"));
    }

    @Test
    void waysThatAreNotTakenAreNamed() {
        assertEquals(
                "test.onnx: node y (Pad, operator set 10): mode is edge, must be constant",
                untaken(image(10)
                        .node("Pad", "y", List.of("x"), text("mode", "edge"), ints("pads", 0, 0, 1, 1, 0, 0, 1, 1))));
        assertEquals(
                "test.onnx: node y (Relu, operator set 13): attribute slope is not known, must be one of []",
                untaken(image().node("Relu", "y", List.of("x"), integer("slope", 1))));
        assertEquals(
                "test.onnx: node y (Conv, operator set 13): input x is computed by the network, must be an initialiser"
                        + " or a constant",
                untaken(image().node("Conv", "y", List.of("x", "x"))));
        assertEquals(
                "test.onnx: node m (MaxPool, operator set 13): its output y is not computed here",
                untaken(image().node("MaxPool", List.of("m", "y"), List.of("x"), ints("kernel_shape", 2, 2))));
    }

    @Test
    void whatDoesNotFitNamesNodeAndNumbers() {
        assertEquals(
                "test.onnx: node y (Conv, operator set 13): input has 3 channels, but weight [4, 2, 3, 3] with 1 groups"
                        + " needs 2",
                refused(image().weights("v", 4, 2, 3, 3).node("Conv", "y", List.of("x", "v"))));
        assertEquals(
                "test.onnx: node y (Conv, operator set 13): strides is 0, must be 1 to 2147483647",
                refused(image().node("Conv", "y", List.of("x", "w"), ints("strides", 0, 1))));
        assertEquals(
                "test.onnx: node y (Reshape, operator set 13): input is [1, 3, 8, 8], which cannot be seen as [5, -1]",
                refused(image().integers("s", 5, -1).node("Reshape", "y", List.of("x", "s"))));
        assertEquals(
                "test.onnx: node y (Slice, operator set 13): of an axis of 8 it takes 6 to 2 by 1: nothing",
                refused(image().integers("s", 6)
                        .integers("e", 2)
                        .integers("a", 3)
                        .node("Slice", "y", List.of("x", "s", "e", "a"))));
        assertEquals(
                "test.onnx: node y (Add, operator set 13): its operands are [1, 3, 8, 8] and [1, 1, 1, 5], which do not"
                        + " broadcast",
                refused(image().weights("v", 5).node("Add", "y", List.of("x", "v"))));
    }

    @Test
    void circlesAndWhatNobodyDefines() {
        assertEquals(
                "test.onnx: node a (Relu) needs tensor b, which needs it in turn: the graph has a circle",
                refused(image().node("Relu", "a", List.of("b"))
                        .node("Relu", "b", List.of("a"))
                        .node("Relu", "y", List.of("a"))));
        assertEquals(
                "test.onnx: node y (Relu) reads tensor gone, which nothing defines; inputs of the graph are [x]",
                refused(image().node("Relu", "y", List.of("gone"))));
        assertEquals("test.onnx: output y is computed by no node", refused(image()));
        assertEquals(
                "test.onnx: tensor y is defined twice",
                refused(image().node("Relu", "y", List.of("x")).node("Relu", "y", List.of("x"))));
    }

    /** A few bytes ask for much work, or for much memory. */
    @Test
    void absurdNumbersAreRefusedAtOnce() {
        String windows = refused(new ModelWriter(13)
                .input("x", 1, 1, 1, 1)
                .node(
                        "MaxPool",
                        "y",
                        List.of("x"),
                        ints("kernel_shape", 1_000_000_000, 1),
                        ints("pads", 999_999_000, 0, 999_999_000, 0)));
        assertTrue(windows.startsWith("test.onnx: node y (MaxPool, operator set 13): "), windows);
        ModelWriter doubling = image().integers("a0", 1, 2);
        for (int i = 0; i < 40; i++) {
            doubling.node("Concat", "a" + (i + 1), List.of("a" + i, "a" + i), integer("axis", 0));
        }
        assertEquals(
                "test.onnx: node a16 (Concat, operator set 13): computes 131072 integers beforehand, must be at most"
                        + " 65536",
                refused(doubling.node("Reshape", "y", List.of("x", "a40"))));
        long[] ones = new long[65];
        Arrays.fill(ones, 1);
        assertEquals(
                "test.onnx: node y (Reshape, operator set 13): its shape has 65 axes, must be at most 64",
                refused(new ModelWriter(13).input("x", 1).integers("s", ones).node("Reshape", "y", List.of("x", "s"))));
        assertEquals(
                "test.onnx: node s (Add, operator set 13): its operands are the constants [0] and [1], must be alike,"
                        + " or one of them one number",
                untaken(image().integers("none")
                        .integers("one", 1)
                        .node("Add", "s", List.of("none", "one"))
                        .node("Reshape", "y", List.of("x", "s"))));
    }

    @Test
    void nodesMayComeInAnyOrder() {
        OnnxNetwork read = image().node("Relu", "y", List.of("a"))
                .node("Sigmoid", "a", List.of("x"))
                .output("y")
                .read();
        assertEquals(
                List.of("a", "y"),
                read.network().nodes().stream().map(node -> node.name()).toList());
    }

    @Test
    void sizesThatTheModelFixesCannotBeAskedFor() {
        OnnxException refused = assertThrows(
                OnnxException.class,
                () -> image().node("Relu", "y", List.of("x")).output("y").read(InputSizes.of(1, 9, 8)));
        assertEquals(
                "test.onnx: input x: the model fixes axis 2 at 8, so --size cannot make it 9", refused.getMessage());
        OnnxException open = assertThrows(
                OnnxException.class,
                () -> new ModelWriter(13)
                        .input("x", 1, 3, -1, 8)
                        .node("Relu", "y", List.of("x"))
                        .output("y")
                        .read(new InputSizes(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty())));
        assertEquals(
                "test.onnx: input x: the model leaves axis 2 (open) open, --size HxW must say it", open.getMessage());
    }

    @Test
    void tensorsHaveAsManyBytesAsTheirExtentsSay() {
        TensorProto few = TensorProto.newBuilder()
                .setName("v")
                .setDataType(DataType.FLOAT_VALUE)
                .addDims(4)
                .setRawData(ByteString.copyFrom(new byte[12]))
                .build();
        assertEquals(
                "test.onnx: initialiser v is [4] and holds 12 bytes, must be 16",
                refused(image().initialiser(few).node("Relu", "y", List.of("x"))));
        assertEquals(
                "test.onnx: initialiser v is [-4]: an extent must be 0 to 2147483647",
                refused(image().initialiser(few.toBuilder().setDims(0, -4).build())));
        assertEquals(
                "test.onnx: initialiser v is [65536, 65536]: more than 2147483647 elements",
                refused(image().initialiser(
                                few.toBuilder().setDims(0, 65536).addDims(65536).build())));
        assertEquals(
                "test.onnx: initialiser v is of data type 8, must be 1 (float32), 6 (int32), 7 (int64), 9 (bool) or 11"
                        + " (float64)",
                refused(image().initialiser(few.toBuilder().setDataType(8).build())));
    }

    @Test
    void externalDataLieBesideTheModel() throws IOException {
        Files.write(folder.resolve("data.bin"), new byte[4 + 3 * 3 * 4]);
        Path outside = Files.createTempFile(folder.getParent(), "outside", ".bin");
        Files.write(outside, new byte[64]);
        assertEquals(
                9, external("data.bin", "4").parameters().get("y.weight").get().data().length);
        assertEquals(
                folder.resolve("m.onnx") + ": initialiser w: " + folder.resolve("data.bin")
                        + " has 40 bytes, and 36 from 5 on are asked for",
                assertThrows(OnnxException.class, () -> external("data.bin", "5"))
                        .getMessage());
        assertTrue(assertThrows(OnnxException.class, () -> external("gone.bin", "0"))
                .getMessage()
                .endsWith("initialiser w: its external data, gone.bin, are not beside the model"));
        String up = "../" + outside.getFileName();
        assertTrue(assertThrows(OnnxException.class, () -> external(up, "0"))
                .getMessage()
                .endsWith("initialiser w: its external data, " + up + ", lie outside of the model's folder"));
        Files.createSymbolicLink(folder.resolve("link.bin"), outside);
        assertTrue(assertThrows(OnnxException.class, () -> external("link.bin", "0"))
                .getMessage()
                .endsWith("lie outside of the model's folder"));
        Files.delete(outside);
    }

    @Test
    void filesThatAreNoModels() throws IOException {
        Path file = folder.resolve("m.onnx");
        assertEquals(
                file + ": is not there",
                assertThrows(OnnxException.class, () -> OnnxModels.read(file, InputSizes.OPEN))
                        .getMessage());
        Files.write(file, new byte[0]);
        assertEquals(
                file + ": is no ONNX model: it has no graph",
                assertThrows(OnnxException.class, () -> OnnxModels.read(file, InputSizes.OPEN))
                        .getMessage());
        byte[] whole =
                image().node("Relu", "y", List.of("x")).output("y").model().toByteArray();
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertTrue(assertThrows(OnnxException.class, () -> OnnxModels.read(file, InputSizes.OPEN))
                .getMessage()
                .startsWith(file + ": is no ONNX model, or not all of one: "));
        ModelProto old = image(5).node("Relu", "y", List.of("x")).output("y").model();
        Files.write(file, old.toByteArray());
        assertEquals(
                file + ": is written in operator set 5, must be 6 to 25",
                assertThrows(OnnxException.class, () -> OnnxModels.read(file, InputSizes.OPEN))
                        .getMessage());
    }

    private OnnxNetwork external(String location, String offset) throws IOException {
        TensorProto weight = TensorProto.newBuilder()
                .setName("w")
                .setDataType(DataType.FLOAT_VALUE)
                .addAllDims(List.of(3L, 3L, 1L, 1L))
                .setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("offset").setValue(offset))
                .build();
        ModelWriter model = new ModelWriter(13)
                .input("x", 1, 3, 8, 8)
                .initialiser(weight)
                .node("Conv", "y", List.of("x", "w"))
                .output("y");
        Files.write(folder.resolve("m.onnx"), model.model().toByteArray());
        return OnnxModels.read(folder.resolve("m.onnx"), InputSizes.OPEN, Map.of());
    }

    private static ModelWriter image() {
        return image(13);
    }

    private static ModelWriter image(int operatorSet) {
        return new ModelWriter(operatorSet).input("x", 1, 3, 8, 8).weights("w", 4, 3, 3, 3);
    }

    private static String refused(ModelWriter model) {
        return assertThrows(OnnxException.class, () -> model.output("y").read()).getMessage();
    }

    private static String untaken(ModelWriter model) {
        return assertThrows(UntakenException.class, () -> model.output("y").read())
                .getMessage();
    }
}
