package riffle.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Devices are nodes of this test's own making, in a folder of its own. */
@Timeout(60)
class WholeFileTest {

    @TempDir
    private Path folder;

    private static void fails(Path file, int bytes) {
        IOException e = assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(new byte[bytes]);
                    throw new IOException("no more");
                }));
        assertEquals("no more", e.getMessage());
    }

    private void assertAlone(Path... expected) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(expected), files.sorted().toList(), "nothing else is left");
        }
    }

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("file");
        fails(file, 100_000);
        assertAlone();
        WholeFile.write(file, "old");
        fails(file, 100_000);
        assertEquals("old", Files.readString(file));
        WholeFile.write(file, "new");
        assertEquals("new", Files.readString(file));
        assertAlone(file);
    }

    @Test
    void whatACheckRefusesIsNotWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThrows(
                IllegalStateException.class,
                () -> WholeFile.write(file, out -> out.write(1), finished -> {
                    assertArrayEquals(new byte[] {1}, Files.readAllBytes(finished));
                    throw new IllegalStateException();
                }));
        assertEquals("old", Files.readString(file));
        assertAlone(file);
    }

    @Test
    void linksAreFollowedToWhereTheFileLies() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path real = Files.writeString(inner.resolve("real"), "old");
        Path second = Files.createSymbolicLink(inner.resolve("second"), Path.of("../inner/real"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), second);

        WholeFile.write(first, "new");

        assertEquals("new", Files.readString(real));
        assertFalse(Files.isSymbolicLink(real));
        assertTrue(Files.isSymbolicLink(first) && Files.isSymbolicLink(second));
        assertAlone(first, inner);
    }

    @Test
    void aDanglingLinkGetsItsFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there"));
        WholeFile.write(link, "text");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("text", Files.readString(folder.resolve("there")));
        assertAlone(link, folder.resolve("there"));
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        Path one = folder.resolve("one");
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);
        Files.createSymbolicLink(one, two);
        assertThrows(FileSystemLoopException.class, () -> WholeFile.write(one, "text"));
        assertAlone(one, two);
    }

    @Test
    void aFolderIsRefused() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> WholeFile.write(folder, "text"));
        assertEquals(folder + ": is a folder", e.getMessage());
    }

    @Test
    void permissionsStayAsTheyWere() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        WholeFile.write(file, "new");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aWriteProtectedFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("kept"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file), "root may write every file");
        assertThrows(AccessDeniedException.class, () -> WholeFile.write(file, "new"));
        assertEquals("old", Files.readString(file));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceStaysADevice() throws Exception {
        Path sink = node(3);
        Path link = Files.createSymbolicLink(folder.resolve("link"), sink.getFileName());
        for (Path path : List.of(sink, link)) {
            WholeFile.write(path, "text");
            assertTrue(Files.readAttributes(sink, "isOther").containsValue(true), "is a device no more");
        }
        assertAlone(link, sink);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsAnError() throws Exception {
        Path full = node(7);
        IOException e = assertThrows(IOException.class, () -> WholeFile.write(full, "text"));
        assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
        assertAlone(full);
    }

    /** A character device of major number 1, as Linux numbers them: 3 takes everything, 7 is always full. */
    private Path node(int minor) throws Exception {
        Path node = folder.resolve("node" + minor);
        assumeTrue(
                status("mknod", node.toString(), "c", "1", Integer.toString(minor)) == 0,
                "only root makes device nodes");
        return node;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeGetsAllOrNothing() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, status("mkfifo", pipe.toString()));
        fails(pipe, 10); // nobody reads: opening the pipe would wait for ever
        byte[] much = new byte[300_000];
        much[much.length - 1] = 7;
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.newInputStream(pipe).readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        WholeFile.write(pipe, out -> out.write(much));

        assertArrayEquals(much, read.get(30, TimeUnit.SECONDS));
        assertAlone(pipe);
    }

    /**
     * A shell's standard output, as {@code /dev/stdout} leads to it: a regular file that is open, with something in it.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anOpenFileIsAddedTo() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "before\n");
        Object inode = Files.getAttribute(log, "unix:ino");
        Process holder = new ProcessBuilder("sleep", "60")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            Path link = Files.createSymbolicLink(folder.resolve("stdout"), Path.of("/proc/" + holder.pid() + "/fd/1"));
            WholeFile.write(link, "after\n");
            assertEquals("before\nafter\n", Files.readString(log));
            assertEquals(inode, Files.getAttribute(log, "unix:ino"));
            assertAlone(log, link);
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("nowhere/file");
        IOException e = assertThrows(IOException.class, () -> WholeFile.write(file, "text"));
        assertInstanceOf(FileSystemException.class, e);
        assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
    }
}
