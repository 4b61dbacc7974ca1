package riffle.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.execution.Device;
import riffle.plan.Tuning;

final class TuningFileTest {

    private static final Device DEVICE = device("Fast GPU (TM)", "3.1", 8, "fast-gpu");
    private static final Tuning TUNING = new Tuning(0, Map.of("pointwiseConv 784,1 1x1", -1, "maxPool 2", 2));

    @TempDir
    private Path folder;

    private static Device device(String name, String driver, int units, String identity) {
        return new Device(0, name, "platform", driver, units, "vendor", identity);
    }

    @Test
    void isReadAsItWasWrittenByItsOwnDeviceWhateverTheDriverCallsIt() throws IOException {
        TuningFile files = new TuningFile(folder.resolve("riffle"));
        assertEquals(Optional.empty(), files.read(DEVICE));
        assertEquals(
                "fast-gpu-8.json", files.write(DEVICE, TUNING).getFileName().toString());
        assertEquals(Optional.of(TUNING), files.read(DEVICE));
        Device updated = device("fast-gpu by its new driver", "4.0", 8, "fast-gpu");
        assertEquals(Optional.of(TUNING), files.read(updated));
        assertEquals(Optional.empty(), files.read(DEVICE.withComputeUnits(4)));
        assertEquals(Optional.empty(), files.read(device("Fast GPU (TM)", "3.1", 8, "other-gpu")));
        String described = files.describe(updated).orElseThrow();
        assertTrue(described.startsWith("8 compute units: 2 launches, "), described);
        assertTrue(described.endsWith(", found with driver 3.1"), described);
        assertEquals(Optional.empty(), files.describe(device("Other", "3.1", 8, "other")));
        files.write(DEVICE, Tuning.NONE);
        assertEquals(Optional.of(Tuning.NONE), files.read(DEVICE));
        try (var written = Files.list(folder.resolve("riffle"))) {
            assertEquals(1, written.count()); // nothing half-written stays behind
        }
        assertTrue(files.delete(DEVICE));
        assertFalse(files.delete(DEVICE));
    }

    @Test
    void aFileOfBeforeIsFoundByItsOwnNameAndDriverUntilThereIsANewOne() throws IOException {
        TuningFile files = new TuningFile(folder);
        Path earlier = folder.resolve("fast-gpu-tm-3-1-8.json");
        Files.writeString(
                earlier,
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, "
                        + "\"finer\": {\"a\": 1}}");
        assertEquals(Optional.of(new Tuning(0, Map.of("a", 1))), files.read(DEVICE));
        assertEquals(Optional.empty(), files.read(device("Fast GPU (TM)", "3.2", 8, "fast-gpu")));
        files.write(DEVICE, TUNING);
        assertEquals(Optional.of(TUNING), files.read(DEVICE));
        assertTrue(files.delete(DEVICE));
        assertFalse(Files.exists(earlier));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"version\": 2}",
                "{\"version\": 4, \"identity\": \"fast-gpu\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {}}",
                "{\"version\": 3, \"identity\": \"fast\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {}}",
                "{\"version\": 3, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, "
                        + "\"finer\": {}}",
                "{\"version\": 2, \"device\": \"another\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, "
                        + "\"finer\": {\"a\": 9}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, "
                        + "\"finer\": {\"a\": null}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, "
                        + "\"finer\": null}",
            })
    void whatCannotBeUsedIsTheSameAsNothing(String text) throws IOException {
        TuningFile files = new TuningFile(folder);
        Files.writeString(files.of(DEVICE), text);
        assertEquals(Optional.empty(), files.read(DEVICE));
    }
}
