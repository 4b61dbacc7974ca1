package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kernel of every set once under Oclgrind, which sees each access to memory: none out of bounds, no race, no
 * misuse of OpenCL; and no value that was never set reaches an output, which {@link riffle.replay.SeparateReplay}
 * sees to, for Oclgrind would complain of lanes that are dropped too. With {@code -Driffle.form=indexed} sources have
 * that form.
 */
class OclgrindTest {

    /** Debian's; it registers with no loader, so that only programs that are told of it see it. */
    private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

    private static final Predicate<String> OF_COMPILER =
            Pattern.compile("\\d+ warnings? generated\\.").asMatchPredicate();

    @TempDir
    private Path folder;

    /** What a run printed, and what Oclgrind said of it. */
    private record Run(int status, List<String> printed, List<String> said) {}

    @BeforeEach
    void requireOclgrind() {
        Assumptions.assumeTrue(
                Files.exists(DRIVER), () -> "no Oclgrind: " + DRIVER + " is missing; run: apt-get install oclgrind");
    }

    @Test
    void everyKernelKeepsToItsMemoryAndItsTurn() throws IOException, InterruptedException {
        Run run = run();
        assertEquals(List.of(), run.said());
        assertEquals(
                List.of(),
                run.printed().stream()
                        .filter(line -> line.startsWith(OclgrindRun.FAILED))
                        .toList());
        assertEquals(0, run.status());
        assertEquals("Oclgrind Simulator", run.printed().getFirst());
        assertTrue(run.printed().size() > 60, run.printed()::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RELU | (long) i_2; | (long) i_2 + 100000; | Invalid read of size 4 at global memory",
                "RELU | f_7  =  *((__global float *) ul_6); | f_7=i_2; *((__global float *) (ul_1 + 16)) =f_7; | race",
                // images that share scratch memory
                "SHUFFLE_UNIT | i_33  =  i_32 / i_26; | i_33  =  max(i_32 / i_26 - 1, 0); | race",
            })
    void whatIsPlantedIsSeen(String kernel, String sound, String planted, String message)
            throws IOException, InterruptedException {
        Run run = run(kernel, sound, planted);
        assertTrue(run.said().stream().anyMatch(line -> line.contains(message)), run::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f_7  =  *((__global float *) ul_6); | ;",
                "f_9  =  fmax(f_7, 0.0F); | //NEXT  __private float ul_9[2];NEXT  ul_9[0] = f_7; f_9 = ul_9[1];",
            })
    void aValueThatWasNeverSetIsSeen(String sound, String planted) throws IOException, InterruptedException {
        Run run = run("RELU", sound, planted.replace("NEXT", "\n"));
        assertTrue(run.printed().stream().anyMatch(line -> line.startsWith(OclgrindRun.FAILED)), run::toString);
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + OclgrindRun.FORM + "=" + System.getProperty(OclgrindRun.FORM, "generated"),
                "-cp",
                System.getProperty("java.class.path"),
                OclgrindRun.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "OCL_ICD_VENDORS", DRIVER.toString(),
                        "OCLGRIND_CHECK_API", "1",
                        "OCLGRIND_DATA_RACES", "1"));
        Process process = builder.redirectOutput(printed.toFile())
                .redirectError(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(20, TimeUnit.MINUTES), "it goes on and on");
        } finally {
            process.destroyForcibly();
        }
        List<String> messages = Files.readAllLines(said).stream()
                .filter(line -> !line.isBlank() && !OF_COMPILER.test(line))
                .toList();
        return new Run(process.exitValue(), Files.readAllLines(printed), messages);
    }
}
