package riffle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Golden files of output formats, under src/test/resources/golden. */
public final class Golden {

    private Golden() {}

    /** Fails unless the text is that of the golden file. */
    public static void check(String name, String text) {
        try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name)) {
            String expected = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected, text, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs something while another locale is the default. */
    public static void inLocale(Locale locale, Runnable action) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            action.run();
        } finally {
            Locale.setDefault(before);
        }
    }
}
