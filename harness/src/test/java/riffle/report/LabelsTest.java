package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {

    @TempDir
    private Path folder;

    private Labels read(String text, int classes) throws IOException {
        return Labels.read(Files.writeString(folder.resolve("labels.txt"), text), classes);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws IOException {
        assertEquals("tench", read("\uFEFFtench\ngoldfish\n", 2).of(0));
        assertEquals("tench", read("\uFEFFtench\r\ngoldfish\r\n\r\n", 2).of(0));
        assertEquals("a\uFEFFb", read("a\uFEFFb", 1).of(0));
    }

    @Test
    void whatCannotBeReadIsNamed() {
        IOException e = assertThrows(IOException.class, () -> Labels.read(folder, 1));
        assertEquals(folder + ": cannot be read: Is a directory", e.getMessage());
    }

    @Test
    void theNumberOfLinesMustBeThatOfClasses() {
        assertThrows(IllegalArgumentException.class, () -> read("\uFEFF", 1));
        assertThrows(IllegalArgumentException.class, () -> read("a\nb", 3));
    }
}
