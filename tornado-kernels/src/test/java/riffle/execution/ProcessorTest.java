package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {

    @TempDir
    private Path root;

    private Processor says(String cpuinfo) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cpuinfo"), cpuinfo);
        return new Processor(root);
    }

    @Test
    void x86HasANameAndTheNumbersOfItsModel() throws IOException {
        Processor processor =
                says("processor\t: 0\ncpu family\t: 26\nmodel\t\t: 2\nmodel name\t: AMD EPYC\n\nprocessor\t: "
                        + "1\nmodel\t\t: 3\n");
        assertEquals(Optional.of("AMD EPYC"), processor.name());
        assertEquals(Optional.of("AMD EPYC family 26 model 2"), processor.model());
    }

    @Test
    void armHasTheNameOfItsBoardOrThePartOfItsFirstCore() throws IOException {
        String cores = "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0b\n";
        assertEquals(Optional.empty(), says(cores).name());
        assertEquals(Optional.of("part 0xd0b"), says(cores).model());
        assertEquals(
                Optional.of("Raspberry Pi 5 Model B Rev 1.0"),
                says(cores + "Model\t\t: Raspberry Pi 5 Model B Rev 1.0\n").model());
    }

    @Test
    void theSecondLevelCacheIsThatOfTheFirstCore() throws IOException {
        assertEquals(OptionalLong.of(2 << 20), cache("2048K").cacheBytes());
        assertEquals(OptionalLong.of(1 << 20), cache("1M").cacheBytes());
        assertEquals(OptionalLong.empty(), cache("unknown").cacheBytes());
    }

    private Processor cache(String size) throws IOException {
        for (String level : List.of("1", "3", "2")) {
            Path cache = root.resolve("sys/devices/system/cpu/cpu0/cache/index" + level);
            Files.createDirectories(cache);
            Files.writeString(cache.resolve("level"), level + "\n");
            Files.writeString(cache.resolve("size"), (level.equals("2") ? size : "32K") + "\n");
        }
        return new Processor(root);
    }

    @Test
    void aSystemThatDoesNotTellHasNone() {
        assertEquals(Optional.empty(), new Processor(root).name());
        assertEquals(Optional.empty(), new Processor(root).model());
        assertEquals(OptionalLong.empty(), new Processor(root).cacheBytes());
    }
}
