package riffle.measure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

    @Test
    void goesWithEverythingInIt() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create("riffle-test")) {
            path = folder.path();
            Files.writeString(Files.createDirectory(path.resolve("inner")).resolve("file"), "text");
            assertTrue(Files.exists(path));
        }
        assertFalse(Files.exists(path));
    }
}
