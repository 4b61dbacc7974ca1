package riffle.result.ceiling;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a bandwidth kernel does with its arrays. Bytes are those that the program names, as STREAM counts them. */
public enum Pattern {
    /** Sums one array. */
    READ(1),
    /** c = a. */
    COPY(2),
    /** c = a + s b. */
    TRIAD(3);

    private final int arrays;

    Pattern(int arrays) {
        this.arrays = arrays;
    }

    /** Arrays that share the working set. */
    public int arrays() {
        return arrays;
    }

    /** The name in result files. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
