package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.execution.KernelSet;
import riffle.measure.campaign.Reproduction;
import riffle.network.NetworkSpec;
import riffle.phone.FakePhone;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.environment.ProjectCommit;

/** The way to a phone and back, with an adb that takes a folder for the phone and a program in place of riffle-run. */
final class PhoneCommandTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> UNIT =
            List.of("--network", "shufflenet-unit-b", "--scale", "0.25", "--size", "3x4");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int phone(FakePhone fake, Path binary, String... more) throws IOException {
        PhoneCommand command = new PhoneCommand();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
        List<String> arguments = new ArrayList<>(UNIT);
        arguments.addAll(List.of("--adb", fake.adb(), "--results", results().toString()));
        arguments.addAll(List.of("--binary", binary.toString()));
        arguments.addAll(List.of(more));
        line.parseArgs(arguments.toArray(String[]::new));
        return command.run(
                new Launchpad(Optional.empty(), null, PROJECT, new PrintWriter(err, true)), folder.resolve("cache"));
    }

    private FakePhone ready() throws IOException {
        return FakePhone.in(folder.resolve("phone"));
    }

    private Path results() {
        return folder.resolve("results");
    }

    private List<Path> written() throws IOException {
        try (var files = Files.walk(results())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatThePhoneMeasuredIsKeptWithWhatItSaysOfItself() throws IOException {
        FakePhone fake = ready();

        int status = phone(fake, StandInRun.write(folder, StandInRun.RESULTS, "", 0), "--", "--no-events");

        assertEquals(0, status, err::toString);
        Path file = written().getFirst();
        assertEquals(
                List.of("results: " + file, "next: " + PROJECT.resolve("riffle") + " report " + file),
                out.toString().lines().toList());
        String text = Files.readString(file);
        RunResult run = ResultStore.parse(file, text);
        assertEquals(
                "Android 14 on Made Up Phone 8 (5G), build made/up/up:14/UP1A.1/2:user/release-keys, Linux 6.1 amd64",
                run.environment().os());
        assertEquals("Silicon Inc S1, Fake CPU", run.environment().cpu());
        assertEquals(
                ProjectCommit.of(PROJECT).orElse("abc123"), run.environment().commit());
        assertFalse(text.contains("0A1B2C3D"), "its serial number is nobody's business");
        assertTrue(text.contains("\"kind\" : \"riffle-run\"") && text.contains("\"repeated_ms\" : 0.125"), text);
        assertTrue(
                err.toString()
                        .contains("\nmeasuring --no-events --blocks 5 --samples 20 --pause 10 --ceilings"
                                + " --json results.json shufflenet-unit-b-3-0.25-3x4-1-narrow.flat\n"),
                err::toString);
        assertEquals(List.of(), fake.left());
        assertFalse(Files.exists(folder.resolve("cache/results.json")));
    }

    @Test
    void everyStepCanBeTypedByHand() throws IOException, InterruptedException {
        FakePhone fake = ready();
        phone(fake, StandInRun.write(folder, StandInRun.RESULTS, "", 0), "--device", "it's", "--no-ceilings");
        List<String> log = fake.log();
        List<String> lines = err.toString()
                .lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .toList();
        Path flat = flat();
        byte[] bytes = Files.readAllBytes(flat);
        Files.delete(flat);

        for (String line : lines) {
            if (line.contains("riffle capture ")) {
                String[] words = line.split(" ", -1);
                assertEquals(
                        0,
                        Cli.run(List.of(words).subList(1, words.length).toArray(String[]::new))
                                .status());
            } else {
                Process typed = new ProcessBuilder("bash", "-c", line)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                assertEquals(0, typed.waitFor(), line);
            }
        }

        assertArrayEquals(bytes, Files.readAllBytes(flat));
        assertEquals(log, fake.log().subList(log.size(), fake.log().size()));
        assertEquals(StandInRun.RESULTS, Files.readString(folder.resolve("cache/results.json")));
    }

    private Path flat() throws IOException {
        try (var files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".flat"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| no Android device is attached: switch on USB debugging in its Developer options, connect it, and"
                        + " look whether adb devices lists it",
                "A unauthorized usb:1-1 | A does not trust this computer yet: unlock it and allow USB debugging in the"
                        + " dialogue that it shows",
                "A offline | A is offline: wake it, connect it again, and if that does not help run adb kill-server",
                "???????????? no permissions (user in plugdev group; are your udev rules wrong?); see [http://a] |"
                        + " ???????????? is there, but this user may not open it: install udev rules (Debian: sudo"
                        + " apt-get install android-sdk-platform-tools-common) and connect it again",
                "A recovery | A is in state recovery, expected device: let it start Android",
                "A device & B offline | 2 Android devices are attached: choose one with --serial, of A, B"
            })
    void aPhoneThatIsNotReadyIsOneLine(String listed, String message) throws IOException {
        FakePhone fake = ready().listing(listed == null ? new String[0] : listed.split(" & ", -1));
        Cli cli = Cli.run("phone", "--adb", fake.adb(), "--results", results().toString());
        assertEquals(2, cli.status());
        assertEquals(
                List.of("$ " + fake.adb() + " devices -l", "riffle: " + message),
                cli.err().lines().toList());
        assertEquals(List.of(), written());
    }

    @Test
    void oneOfSeveralPhonesIsChosenByItsSerial() throws IOException {
        FakePhone fake = ready().listing("A device", "B device", "C offline");
        Path binary = StandInRun.write(folder, StandInRun.RESULTS, "", 0);
        assertEquals(0, phone(fake, binary, "--serial", "B"), err::toString);
        assertTrue(fake.log().stream().skip(1).allMatch(line -> line.startsWith("-s B ")), fake.log()::toString);
        assertEquals(
                "no Android device D is attached, only A, B, C",
                assertThrows(BackendUnavailableException.class, () -> phone(fake, binary, "--serial", "D"))
                        .getMessage());
        assertEquals(
                "C is offline: wake it, connect it again, and if that does not help run adb kill-server",
                assertThrows(BackendUnavailableException.class, () -> phone(fake, binary, "--serial", "C"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pull", "shell", "devices"})
    void aStepThatFailsLeavesNoResults(String step) throws IOException {
        FakePhone fake = ready();
        Path binary = StandInRun.write(folder, StandInRun.RESULTS, "", 0);
        fake.fail(step);
        ExecutionException failed = assertThrows(ExecutionException.class, () -> phone(fake, binary));
        assertTrue(failed.getMessage().contains(" status "), failed::getMessage);
        assertEquals(List.of(), written());
    }

    @Test
    void aRunThatIsRefusedOnThePhoneIsNoInput() throws IOException {
        Path binary = StandInRun.write(folder, null, "", 2);
        assertEquals(
                "riffle-run does not run on the phone, see above",
                assertThrows(BackendUnavailableException.class, () -> phone(ready(), binary))
                        .getMessage());
        assertEquals(List.of(), written());
    }

    /** As from a driver that crashes while the launches are taken apart: riffle-run has written its samples before. */
    @Test
    void whatWasMeasuredBeforeACrashIsKept() throws IOException {
        FakePhone fake = ready();
        assertEquals(1, phone(fake, StandInRun.write(folder, StandInRun.RESULTS, "", 139)));
        assertEquals(1, written().size());
        assertTrue(
                err.toString()
                        .endsWith("riffle: riffle-run ended with status 139, see above; what it had by then is"
                                + " kept\n"),
                err::toString);
        assertTrue(fake.left().contains("run on a phone"), "for who looks for the reason");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 139})
    void aRunWithoutResultsLeavesNone(int status) throws IOException {
        Path binary = StandInRun.write(folder, null, "", status);
        assertEquals(
                "riffle-run ended with status " + status + " on the phone and left no results, see above",
                assertThrows(ExecutionException.class, () -> phone(ready(), binary))
                        .getMessage());
        assertEquals(List.of(), written());
    }

    @Test
    void resultsOfAnEarlierRunAreNotTakenForThisOnes() throws IOException {
        FakePhone fake = ready();
        phone(fake, StandInRun.write(folder, StandInRun.RESULTS, "", 1));
        Path binary = StandInRun.write(folder, null, "", 1);
        assertThrows(ExecutionException.class, () -> phone(fake, binary));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"schema\" : 2,", "{ \"schema\" : 9, \"rows\" : [] }", "no results", "{}", "[]"})
    void resultsThatAreDamagedAreNotKept(String text) throws IOException {
        Path binary = StandInRun.write(folder, text, "", 0);
        assertThrows(IOException.class, () -> phone(ready(), binary));
        assertEquals(List.of(), written());
    }

    @Test
    void wrongUseIsRefusedBeforeThePhoneIsAsked() throws IOException {
        FakePhone fake = ready();
        for (List<String> wrong : List.of(
                List.of("--binary", "no/such"),
                List.of("--binary", "a", "--compiler", "b"),
                List.of("--blocks", "0"),
                List.of("--pause", "-1"),
                List.of("extra"),
                List.of("--scale", "2"))) {
            List<String> arguments = new ArrayList<>(List.of("phone", "--adb", fake.adb()));
            arguments.addAll(List.of("--results", results().toString()));
            arguments.addAll(wrong);
            Cli cli = Cli.run(arguments.toArray(String[]::new));
            assertEquals(2, cli.status(), wrong::toString);
            assertEquals(1, cli.err().lines().count(), cli::err);
        }
        assertEquals(List.of(), fake.log());
    }

    @Test
    void networksAreThoseThatAPhoneWouldRunAndCaptureTakesThem() {
        List<String> titles = new ArrayList<>();
        for (NetworkSpec network : Reproduction.forPhones()) {
            titles.add(network.title());
            CaptureCommand capture = new CaptureCommand();
            CommandLine line = new CommandLine(capture);
            line.parseArgs(PhoneCommand.asked(network, KernelSet.NARROW).toArray(String[]::new));
            NetworkSpec taken = capture.network().orElseThrow();
            assertEquals(network.title() + network.input(), taken.title() + taken.input());
        }
        assertEquals(List.of("ShuffleNet 0.5x (g = 3)", "ShuffleNet 1x (g = 3)", "1.0 MobileNet"), titles);
    }
}
