package riffle.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepsTest {

    private final List<String> shown = new ArrayList<>();
    private final Steps steps = new Steps(shown::add);

    @Test
    void aShellTakesWhatIsShownForTheSameWords() throws IOException {
        List<String> words = List.of("", "plain-1.5x", "two words", "it's", "$HOME `x` \"y\" \\", "*", "~/a;b&&c", "ä");
        List<String> command = new ArrayList<>(List.of("printf", "%s\n"));
        command.addAll(words);
        assertEquals(0, steps.run(command));
        assertEquals(words, shown.subList(1, shown.size()));

        List<String> heard = new ArrayList<>();
        assertEquals(0, steps.run(List.of("bash", "-c", shown.getFirst().replaceFirst("^\\$ ", "")), heard::add));
        assertEquals(words, heard);
    }

    @Test
    void bothStreamsAreHeardAndTheStatusIsTold() throws IOException {
        assertEquals(7, steps.run(List.of("sh", "-c", "echo a; echo b >&2; cat; exit 7")));
        assertEquals(List.of("a", "b"), shown.subList(1, shown.size()));
    }

    @Test
    void nothingIsShownOfAProgramThatIsNotThere() {
        assertThrows(IOException.class, () -> steps.run(List.of("no/such/program")));
        assertEquals(List.of(), shown);
    }
}
