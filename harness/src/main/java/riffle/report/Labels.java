package riffle.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Names of classes.
 *
 * @param names by index of the class; empty if nobody gave any
 */
public record Labels(List<String> names) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** No names. */
    public static final Labels NONE = new Labels(List.of());

    public Labels {
        names = List.copyOf(names);
    }

    /**
     * Reads a text file with a class on each line; blank lines at its end and a byte order mark do not count.
     *
     * @param classes number of classes that there are
     * @throws IllegalArgumentException if the file has another number of lines, or is not UTF-8 text
     * @throws IOException if it cannot be read
     */
    public static Labels read(Path file, int classes) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not text in UTF-8", e);
        } catch (FileSystemException e) {
            throw e; // it names the file
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
        int count = lines.size();
        while (count > 0 && lines.get(count - 1).isBlank()) {
            count--;
        }
        if (count != classes) {
            throw new IllegalArgumentException(
                    file + ": has " + count + " lines, expected one for each of " + classes + " classes");
        }
        return new Labels(lines.subList(0, count).stream().map(String::strip).toList());
    }

    /** Name of a class; null if nobody gave any. */
    String of(int index) {
        return names.isEmpty() ? null : names.get(index);
    }
}
