package riffle.measure.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    private Path place;

    @Test
    void goesWithEverythingInIt() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.in(place, "riffle-test")) {
            Files.writeString(
                    Files.createDirectory(folder.path().resolve("inner")).resolve("file"), "text");
            assertEquals(1, inPlace().size());
        }
        assertEquals(List.of(), inPlace());
    }

    @Test
    void isMadeWhereTheSystemKeepsTemporaryFilesOtherwise() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create("riffle-test")) {
            path = folder.path();
            assertTrue(path.startsWith(System.getProperty("java.io.tmpdir")));
            assertTrue(Files.exists(path));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void goesWhenItsProgramIsInterrupted() throws Exception {
        try (OtherProgram other = OtherProgram.thatKeepsAFolder(place)) {
            assertEquals(1, inPlace().size());
            other.interrupt();
            assertEquals(List.of(), inPlace());
        }
    }

    @Test
    void whatAKilledProgramLeftGoesAtTheNextStart() throws Exception {
        try (OtherProgram other = OtherProgram.thatKeepsAFolder(place)) {
            other.kill();
            List<Path> left = inPlace();
            assertEquals(1, left.size());
            try (TemporaryFolder folder = TemporaryFolder.in(place, "riffle-else")) {
                assertEquals(List.of(folder.path().getParent()), inPlace());
            }
        }
    }

    @Test
    void whatALivingProgramUsesStays() throws Exception {
        try (OtherProgram other = OtherProgram.thatKeepsAFolder(place)) {
            List<Path> before = inPlace();
            try (TemporaryFolder folder = TemporaryFolder.in(place, "riffle-else")) {
                assertTrue(inPlace().containsAll(before));
                assertTrue(inPlace().contains(folder.path().getParent()));
            }
            assertEquals(before, inPlace());
            other.interrupt();
        }
    }

    @Test
    void ourOwnStayWhenWeMakeMoreAndAnotherProgramStarts() throws Exception {
        try (TemporaryFolder first = TemporaryFolder.in(place, "riffle-test");
                TemporaryFolder second = TemporaryFolder.in(place, "riffle-test")) {
            try (OtherProgram other = OtherProgram.thatKeepsAFolder(place)) {
                assertEquals(3, inPlace().size());
                other.interrupt();
            }
            assertTrue(Files.exists(first.path()));
            assertTrue(Files.exists(second.path()));
        }
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Path unlocked = Files.createDirectory(place.resolve("riffle-worker-of-1-2"));
        Path foreign = Files.createDirectory(place.resolve("somebody-of-1-2"));
        Files.createFile(foreign.resolve(".lock"));
        try (TemporaryFolder folder = TemporaryFolder.in(place, "riffle-test")) {
            assertTrue(Files.exists(folder.path()));
        }
        assertTrue(Files.exists(unlocked));
        assertTrue(Files.exists(foreign));
    }

    private List<Path> inPlace() throws IOException {
        try (var files = Files.list(place)) {
            return files.toList();
        }
    }
}
