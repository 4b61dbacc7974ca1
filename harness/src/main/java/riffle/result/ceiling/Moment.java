package riffle.result.ceiling;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When ceilings were measured: before what they are the roof of, or after it. */
public enum Moment {
    START,
    END;

    /** The name in result files. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
