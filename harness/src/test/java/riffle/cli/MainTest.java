package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import riffle.cli.start.ErrorLine;
import riffle.execution.BackendUnavailableException;
import riffle.execution.PlanKind;

class MainTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense | nonsense",
                "complexity --nonsense | --nonsense",
                "complexity --network vgg | no network is called 'vgg', must be one of shufflenet, mobilenet, alexnet",
                "complexity --network shufflenet --groups 5 | --groups is 5, must be one of [1, 2, 3, 4, 8]",
                "complexity --network shufflenet --groups x | --groups",
                "complexity --network shufflenet --scale 0 | --scale is 0.0, must be above 0",
                "complexity --network shufflenet --scale NaN | --scale is NaN, must be above 0",
                "complexity --network shufflenet --scale 0.05 | must be wider than conv1, 12",
                "complexity --network shufflenet --size 224 | '224' is no size, must be rows x columns such as 224x224",
                "complexity --network shufflenet --size 0x224 | --size is 0x224, must be at least 1x1",
                "complexity --network shufflenet --size 9999999x1 | is no size",
                "complexity --network shufflenet --batch 0 | --batch is 0, must be at least 1",
                "complexity --network alexnet --size 20x20 | size is 20x20, AlexNet's pools need at least 55x55",
                "complexity --network alexnet --scale 2 | --scale is 2.0, but alexnet has one width only",
                "complexity --network alexnet --groups 3 | --groups is 3, but alexnet has no groups to choose",
                "complexity --network mobilenet --groups 8 | --groups is 8, but mobilenet has no groups to choose",
                "complexity --size 224x224 | need --network",
            })
    void wrongUseIsOneLineOnStderrAndStatus2(String commandLine, String expected) {
        Cli cli = Cli.run(commandLine.split(" "));
        assertEquals(2, cli.status());
        assertEquals("", cli.out());
        assertTrue(cli.err().startsWith("riffle: "), cli::err);
        assertTrue(cli.err().contains(expected), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
    }

    @Test
    void noCommandIsWrongUseAndListsThem() {
        Cli cli = Cli.run();
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("complexity, doctor"), cli::err);
    }

    @ParameterizedTest
    @CsvSource({"--help", "complexity --help", "doctor --help"})
    void helpGoesToStdout(String commandLine) {
        Cli cli = Cli.run(commandLine.split(" "));
        assertEquals(0, cli.status());
        assertTrue(cli.out().startsWith("Usage: riffle"), cli::out);
        assertEquals("", cli.err());
    }

    /** Of a text that it cannot format picocli complains to System.err, and shows it raw. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandsHelpIsShownAsMeant(String command) {
        PrintStream before = System.err;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            Cli cli = Cli.run(command, "--help");
            assertTrue(cli.out().startsWith("Usage: riffle " + command), cli::out);
            assertFalse(cli.out().contains("%%"), cli::out);
        } finally {
            System.setErr(before);
        }
        assertEquals("", complaints.toString(StandardCharsets.UTF_8));
    }

    static Stream<String> commands() {
        return Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name());
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        String[] refused = {"complexity", "--network", "shufflenet", "--scale", "0.05"};
        assertFalse(Cli.run(refused).err().contains("\tat "));
        String[] asked = {"--stacktrace", "complexity", "--network", "shufflenet", "--scale", "0.05"};
        assertTrue(Cli.run(asked).err().contains("\tat riffle.network"));
        assertEquals(2, Cli.run(asked).status());
    }

    @Test
    void everyKindOfFailureBecomesOneLine() {
        assertEquals("a; b", ErrorLine.of(new IllegalArgumentException("a\n  b")));
        assertEquals("no device", ErrorLine.of(new BackendUnavailableException("no device")));
        assertEquals("w.bin: no such file", ErrorLine.of(new UncheckedIOException(new NoSuchFileException("w.bin"))));
        assertEquals("disk full", ErrorLine.of(new IOException("disk full")));
        assertEquals(
                "internal error: IllegalStateException: odd (--stacktrace shows where)",
                ErrorLine.of(new IllegalStateException("odd")));
        assertEquals(
                "internal error: NullPointerException: null (--stacktrace shows where)",
                ErrorLine.of(new NullPointerException()));
        assertTrue(ErrorLine.of(assertThrows(IllegalArgumentException.class, () -> Enum.valueOf(PlanKind.class, "X")))
                .startsWith("internal error: IllegalArgumentException: "));
        assertTrue(ErrorLine.of(new OutOfMemoryError("Java heap space")).startsWith("out of memory: Java heap space"));
    }
}
