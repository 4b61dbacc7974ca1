package riffle.execution;

import java.util.Locale;
import java.util.Optional;

/** What is changed in the OpenCL that TornadoVM generated before a device's compiler gets it. */
public enum SourceForm {
    /** Nothing: every access computes an address as an integer. */
    GENERATED,
    /** Accesses are elements of arrays. Results are the same to the last bit. */
    INDEXED,
    /**
     * The same, and a product that nothing but one sum reads is a {@code mad()} with it: for compilers that do not obey
     * the pragma which asks for fused multiply-adds. The device rounds as it likes.
     */
    INDEXED_MAD;

    /** The name in commands and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a row says that was measured with it; nothing of sources as they were generated. */
    public Optional<String> note() {
        return this == GENERATED ? Optional.empty() : Optional.of("sources " + label());
    }
}
