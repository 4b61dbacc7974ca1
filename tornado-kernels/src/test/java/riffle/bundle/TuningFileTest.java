package riffle.bundle;

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

    private static final Device DEVICE = new Device(0, "Fast GPU (TM)", "platform", "3.1", 8);
    private static final Tuning TUNING = new Tuning(0, Map.of("pointwiseConv 784,1 1x1", -1, "maxPool 2", 2));

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWrittenByItsOwnDeviceAlone() throws IOException {
        TuningFile files = new TuningFile(folder.resolve("riffle"));
        assertEquals(Optional.empty(), files.read(DEVICE));
        assertEquals(
                "fast-gpu-tm-3-1-8.json",
                files.write(DEVICE, TUNING).getFileName().toString());
        assertEquals(Optional.of(TUNING), files.read(DEVICE));
        assertEquals(Optional.empty(), files.read(new Device(0, "Fast GPU (TM)", "platform", "3.2", 8)));
        assertEquals(Optional.empty(), files.read(new Device(0, "Fast GPU (TM)", "platform", "3.1", 4)));
        String described = files.describe(DEVICE).orElseThrow();
        assertTrue(described.startsWith("8 compute units: 2 launches, "), described);
        assertEquals(Optional.empty(), files.describe(new Device(0, "Other", "platform", "3.1", 8)));
        files.write(DEVICE, Tuning.NONE);
        assertEquals(Optional.of(Tuning.NONE), files.read(DEVICE));
        try (var written = Files.list(folder.resolve("riffle"))) {
            assertEquals(1, written.count()); // nothing half-written stays behind
        }
        assertTrue(files.delete(DEVICE));
        assertFalse(files.delete(DEVICE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"version\": 2}",
                "{\"version\": 3, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {}}",
                "{\"version\": 2, \"device\": \"another\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {\"a\": 9}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": {\"a\": null}}",
                "{\"version\": 2, \"device\": \"Fast GPU (TM)\", \"driver\": \"3.1\", \"computeUnits\": 8, \"finer\": null}",
            })
    void whatCannotBeUsedIsTheSameAsNothing(String text) throws IOException {
        TuningFile files = new TuningFile(folder);
        Files.writeString(files.of(DEVICE), text);
        assertEquals(Optional.empty(), files.read(DEVICE));
    }
}
