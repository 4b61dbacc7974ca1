package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.phone.FakePhone;

/** The whole program: what it takes from the environment, and what an interruption leaves. */
final class PhoneProcessTest {

    @TempDir
    private Path folder;

    private Process riffle(Path programs, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "phone",
                "--network=shufflenet-unit-b",
                "--scale=0.25",
                "--size=3x4",
                "--results=" + Files.createDirectories(folder.resolve("results"))));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        builder.environment().put("ANDROID_SERIAL", "B");
        builder.environment().put("ANDROID_NDK_HOME", folder.resolve("no-ndk").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    private List<Path> written() throws IOException {
        try (var files = Files.walk(folder.resolve("results"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void adbIsFoundOnThePathAndTheEnvironmentNamesThePhone() throws IOException, InterruptedException {
        FakePhone fake = FakePhone.in(folder.resolve("phone")).listing("A device", "B device");
        Path binary = StandInRun.write(folder, StandInRun.RESULTS, "", 0);
        Process process = riffle(fake.folder(), "--binary=" + binary);
        String said = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("$ adb -s B shell 'rm -rf /data/local/tmp/riffle && mkdir "), said);
        assertEquals(1, written().size());
    }

    @Test
    void withoutAdbOneLineSaysWhatToInstall() throws IOException, InterruptedException {
        Process process = riffle(folder.resolve("empty"), "--adb=no-adb-here");
        assertEquals(
                List.of("riffle: there is no adb here (no-adb-here): install it (Debian: sudo apt-get install adb;"
                        + " others: Android's SDK platform-tools), or say where it is with --adb"),
                process.inputReader()
                        .lines()
                        .filter(line -> !line.contains("Picked up"))
                        .toList());
        assertEquals(2, process.waitFor());
    }

    @Test
    void withoutACompilerForThePhoneOneLineSaysWhatToDo() throws IOException, InterruptedException {
        FakePhone fake = FakePhone.in(folder.resolve("phone")).listing("B device");
        Process process = riffle(fake.folder());
        List<String> said = process.inputReader().lines().toList();
        assertEquals(2, process.waitFor());
        assertEquals(
                "riffle: there is no compiler aarch64-linux-android24-clang here to build riffle-run: let"
                        + " ANDROID_NDK_HOME or --ndk name Android's NDK, --compiler a C compiler for the phone, or"
                        + " --binary a riffle-run that was built elsewhere",
                said.getLast());
        assertEquals(List.of(), written());
    }

    @Test
    void anInterruptedRunLeavesNothingAndEndsAdb() throws IOException, InterruptedException {
        FakePhone fake = FakePhone.in(folder.resolve("phone")).listing("B device");
        Path binary = StandInRun.write(folder, StandInRun.RESULTS, "echo $PPID; echo $$; exec sleep 600", 0);
        Process process = riffle(fake.folder(), "--binary=" + binary);
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        while (line != null && !line.startsWith("measuring ")) {
            line = said.readLine();
        }
        ProcessHandle adb = running(said.readLine());
        ProcessHandle onPhone = running(said.readLine());

        process.toHandle().destroy();

        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        onPhone.destroy(); // a phone does so when adb is gone
        assertEquals(
                List.of(),
                said.lines().filter(more -> more.startsWith("riffle: ")).toList());
        assertEquals(List.of(), written());
        assertFalse(adb.isAlive(), "adb was stopped");
    }

    private static ProcessHandle running(String id) {
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }
}
