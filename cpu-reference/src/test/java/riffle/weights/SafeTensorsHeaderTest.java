package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a header may be at its limits, which no file of a test is large enough for. */
class SafeTensorsHeaderTest {

    private static List<SafeTensorsHeader.Entry> entries(long dataBytes, String... tensors)
            throws SafeTensorsHeader.MalformedException {
        byte[] header = ("{" + String.join(",", tensors) + "}").getBytes(StandardCharsets.UTF_8);
        return SafeTensorsHeader.parse(header, dataBytes).entries();
    }

    private static String tensor(String name, long elements, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + elements + "],\"data_offsets\":[" + begin + "," + end
                + "]}";
    }

    @Test
    void aTensorMayFillAnArray() throws SafeTensorsHeader.MalformedException {
        long bytes = 4L * Integer.MAX_VALUE;
        SafeTensorsHeader.Entry entry =
                entries(bytes, tensor("x", Integer.MAX_VALUE, 0, bytes)).getFirst();
        assertEquals(Integer.MAX_VALUE, entry.elements());
        assertEquals(bytes, entry.end());
    }

    /** The format does not order the names; an empty tensor takes no place between its neighbours. */
    @Test
    void tensorsAreInTheOrderOfTheirDataWhateverThatOfTheirNames() throws SafeTensorsHeader.MalformedException {
        List<String> sorted = List.of("first", "empty", "second");
        String[] tensors = {tensor("second", 1, 4, 8), tensor("empty", 0, 4, 4), tensor("first", 1, 0, 4)};
        assertEquals(
                sorted,
                entries(8, tensors).stream().map(SafeTensorsHeader.Entry::name).toList());
        assertEquals(
                sorted,
                entries(8, Arrays.asList(tensors).reversed().toArray(String[]::new)).stream()
                        .map(SafeTensorsHeader.Entry::name)
                        .toList());
    }

    @Test
    void aQuoteIsWholeUpToAHundredCharacters() {
        assertEquals("a".repeat(100), SafeTensorsHeader.quote("a".repeat(100)));
        assertEquals("a".repeat(100) + "...", SafeTensorsHeader.quote("a".repeat(101)));
    }
}
