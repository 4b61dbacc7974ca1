package riffle.measure.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryPlacesTest {

    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private Path impossible;

    @BeforeEach
    void places() throws IOException {
        first = folder.resolve("first");
        second = folder.resolve("second/inner");
        impossible = Files.createFile(folder.resolve("file")).resolve("inner");
    }

    @Test
    void theFirstThatHoldsProgramsIsChosen() throws IOException {
        assertEquals(first, TemporaryPlaces.choose(List.of(first, second)));
        assertEquals(second, TemporaryPlaces.choose(List.of(impossible, second)));
    }

    @Test
    void aPlaceWhereNothingMayBeExecutedIsPassedOver() throws IOException {
        assertEquals(second, TemporaryPlaces.choose(List.of(first, second), file -> file.startsWith(second)));
        assertEquals(first, TemporaryPlaces.choose(List.of(first, second), file -> false));
    }

    @Test
    void nothingIsLeftInThePlacesThatWereTried() throws IOException {
        TemporaryPlaces.choose(List.of(first, second), file -> false);
        for (Path place : List.of(first, second)) {
            try (var files = Files.list(place)) {
                assertEquals(0, files.count());
            }
        }
    }

    @Test
    void theRefusalNamesEveryPlace() {
        IOException refusal = assertThrows(IOException.class, () -> TemporaryPlaces.choose(List.of(impossible)));
        assertTrue(refusal.getMessage().contains(impossible.toString()), refusal::getMessage);
    }
}
