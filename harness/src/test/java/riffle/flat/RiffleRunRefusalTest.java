package riffle.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.flat.FlatFormat.Section;

/** What riffle-run says of files in which one thing is not what it must be: each check has its own line. */
final class RiffleRunRefusalTest {

    private static final int HUGE = Integer.MAX_VALUE;
    private static final int SHAPE = 20;
    private static final int BUFFERS = 24;
    private static final int REACH = 28;

    @TempDir
    private static Path programs;

    private static RiffleRunProgram program;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() {
        program = RiffleRunProgram.build("gcc", programs);
    }

    /** A change, and a part of the line that it must bring. */
    record Change(String line, Consumer<ByteBuffer> edit) {
        @Override
        public String toString() {
            return line;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("is no flat bundle", file -> file.put(0, (byte) 'R')),
                new Change("has format version 2", file -> file.putInt(8, 2)),
                new Change("not all of it arrived", file -> file.putLong(16, file.limit() - 1)),
                new Change("section 0 leaves the file", file -> file.putLong(24, Long.MAX_VALUE)),
                new Change("section 1 has 3 bytes, expected a multiple of 4", file -> file.putLong(32, 3)),
                new Change("something before section 0", file -> file.put(100, (byte) 1)),
                new Change("do not add up", file -> file.putLong(72, file.getLong(72) - 4)),
                new Change("has the byte 0x80", file -> file.put(at(file, Section.TEXT, 3), (byte) 0x80)),
                new Change("its last text does not end", file -> file.put(end(file, Section.TEXT), (byte) 'x')),
                new Change("only -cl-... and -w are allowed", RiffleRunRefusalTest::otherOption),
                new Change("text 0 of its head is no line", RiffleRunRefusalTest::sourceAsName),
                new Change("expected 1 to 8 and one", RiffleRunRefusalTest::valuesAsOutputs),
                new Change("is never all written", RiffleRunRefusalTest::lastWritesOne),
                put("its head has a text that is not there", Section.HEAD, 0, HUGE),
                put("groups, batch, size or scale", Section.HEAD, 32, -1),
                put("groups, batch, size or scale", Section.HEAD, 36, 0),
                put("groups, batch, size or scale", Section.HEAD, 40, -1),
                put("groups, batch, size or scale", Section.HEAD, 44, 0),
                put("groups, batch, size or scale", Section.HEAD, 52, -1),
                put("its tolerance is", Section.HEAD, 60, -1),
                put("its output is buffer 2147483647 of", Section.HEAD, 64, HUGE),
                put("its output is no output", Section.HEAD, 64, 0),
                put("its reference is not all there", Section.HEAD, 72, HUGE),
                put("kernel 0 has no name, source or hash", Section.KERNELS, 0, HUGE),
                put("kernel 0 has no name, source or hash", Section.KERNELS, 4, HUGE),
                put("takes 33 buffers, expected 1 to 32", Section.KERNELS, 16, 33),
                put("buffer 0 has no name", Section.BUFFERS, 0, HUGE),
                put("a role, border or slack that there is not", Section.BUFFERS, 4, 5),
                put("has an empty shape", Section.BUFFERS, 8, 0),
                put("its shape makes 2147483648", Section.BUFFERS, 8, HUGE),
                put("its shape makes", Section.BUFFERS, 28, 1),
                put("has 1 elements, its shape makes", Section.BUFFERS, 32, 1),
                put("has not the content of its role", Section.BUFFERS, 40, HUGE),
                put("launch 0 has no name or class", Section.LAUNCHES, 4, HUGE),
                put("kernel 999 is not one of", Section.LAUNCHES, 8, 999),
                put("a part of its kernel takes something else", Section.LAUNCHES, 12, 999),
                put("a part of its kernel takes something else", Section.LAUNCHES, 16, -2),
                put("are not all there", Section.LAUNCHES, SHAPE, HUGE),
                put("are not all there", Section.LAUNCHES, BUFFERS, HUGE),
                put("are not all there", Section.LAUNCHES, REACH, -1),
                put("before all of it is written", Section.LAUNCHES, 32, 1),
                put("does not divide", Section.LAUNCHES, 36, 0),
                put("does not divide", Section.LAUNCHES, 48, 65),
                put("too many work-items", Section.LAUNCHES, 44, HUGE),
                put("kernel", Section.LAUNCHES, 60, 1),
                put("its multiply-adds or bytes make no sense", Section.LAUNCHES, 68, -1),
                put("its multiply-adds or bytes make no sense", Section.LAUNCHES, 76, -1),
                put("its multiply-adds or bytes make no sense", Section.LAUNCHES, 84, -1),
                argument("buffer 999 is not one of", BUFFERS, 0, 999),
                argument("may not write buffer input", BUFFERS, 3, 0),
                argument("reaches element 99999 of buffer", REACH, 0, 99_999),
                argument("reaches element 4294967295 of buffer", REACH, 1, -1));
    }

    private static int at(ByteBuffer file, Section section, int offset) {
        return MutatedFlat.begin(file, section) + offset;
    }

    private static int end(ByteBuffer file, Section section) {
        return at(
                file,
                section,
                (int) file.getLong(24 + Long.BYTES * List.of(Section.values()).indexOf(section)) - 1);
    }

    private static Change put(String line, Section section, int offset, int value) {
        return new Change(line, file -> file.putInt(at(file, section, offset), value));
    }

    /** One of the numbers in section ints that the first launch names. */
    private static Change argument(String line, int list, int position, int value) {
        return new Change(line, file -> {
            int begin = file.getInt(at(file, Section.LAUNCHES, list));
            file.putInt(at(file, Section.INTS, Integer.BYTES * (begin + position)), value);
        });
    }

    private static void sourceAsName(ByteBuffer file) {
        file.putInt(at(file, Section.HEAD, 0), file.getInt(at(file, Section.KERNELS, 4)));
    }

    private static void lastWritesOne(ByteBuffer file) {
        file.putInt(end(file, Section.LAUNCHES) + 1 - FlatFormat.LAUNCH_BYTES + 32, 1);
    }

    private static void valuesAsOutputs(ByteBuffer file) {
        for (int at = at(file, Section.BUFFERS, 4); at < end(file, Section.BUFFERS); at += FlatFormat.BUFFER_BYTES) {
            file.putInt(at, file.getInt(at) == 2 ? 1 : file.getInt(at));
        }
    }

    private static void otherOption(ByteBuffer file) {
        int at = at(file, Section.TEXT, file.getInt(at(file, Section.HEAD, 12)));
        file.put(at + 1, (byte) 'I');
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachIsRefusedInItsOwnWords(Change change) throws IOException {
        byte[] bytes = FlatUnit.write(folder);
        change.edit().accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        MutatedFlat.seal(bytes);
        Path file = folder.resolve("changed.flat");
        Files.write(file, bytes);

        RiffleRunProgram.Ended ended = program.run(file.toString());

        assertEquals(2, ended.status(), ended::toString);
        assertEquals("", ended.out());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith("riffle-run: " + file + " "), ended::err);
        assertTrue(ended.err().contains(change.line()), ended::err);
    }

    @Test
    void aFileThatWasChangedOnTheWayIsRefused() throws IOException {
        byte[] bytes = FlatUnit.write(folder);
        bytes[bytes.length - 1] ^= 1;
        Path file = folder.resolve("changed.flat");
        Files.write(file, bytes);
        assertTrue(program.run(file.toString()).err().contains("is damaged: its checksum is"));
        assertEquals(
                new RiffleRunProgram.Ended(2, "", "riffle-run: no/such.flat cannot be opened\n"),
                program.run("no/such.flat"));
    }
}
