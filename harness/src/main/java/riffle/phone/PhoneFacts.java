package riffle.phone;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import riffle.result.environment.Environment;

/**
 * What a phone says of itself that a program on it does not see; no name of the one phone, such as its serial number.
 *
 * @param properties its values by name
 */
public record PhoneFacts(Map<String, String> properties) {

    private static final String ABI = "ro.product.cpu.abi";
    private static final String MAKER = "ro.product.manufacturer";
    private static final String MODEL = "ro.product.model";
    private static final String CHIP_MAKER = "ro.soc.manufacturer";
    private static final String CHIP = "ro.soc.model";
    private static final String PLATFORM = "ro.board.platform";
    private static final String VERSION = "ro.build.version.release";
    private static final String BUILD = "ro.build.fingerprint";

    private static final List<String> NAMES = List.of(ABI, MAKER, MODEL, CHIP_MAKER, CHIP, PLATFORM, VERSION, BUILD);

    /** What asks for them in the phone's shell, a line each. */
    public static final String QUERY = "for p in " + String.join(" ", NAMES) + "; do getprop $p; done";

    public PhoneFacts {
        properties = Map.copyOf(properties);
    }

    /** Reads the answer to {@link #QUERY}; what it lacks is not known. */
    public static PhoneFacts read(List<String> lines) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < Math.min(lines.size(), NAMES.size()); i++) {
            properties.put(NAMES.get(i), lines.get(i).strip());
        }
        return new PhoneFacts(properties);
    }

    /** What its programs are compiled for, in Android's words, such as {@code arm64-v8a}; empty if it does not say. */
    public Optional<String> abi() {
        return text(ABI);
    }

    /** The fields of an environment that it knows more of than who measured. */
    public Map<String, String> told(Environment measured) {
        Map<String, String> told = new LinkedHashMap<>();
        String os = Stream.of(
                        Optional.of(text("Android", VERSION)
                                + words(MAKER, MODEL)
                                        .map(phone -> " on " + phone)
                                        .orElse("")),
                        text(BUILD).map(build -> "build " + build),
                        Optional.ofNullable(measured.os()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        told.put("os", os);
        text(CHIP)
                .flatMap(chip -> words(CHIP_MAKER, CHIP))
                .or(() -> text(PLATFORM))
                .ifPresent(chip -> told.put("cpu", measured.cpu() == null ? chip : chip + ", " + measured.cpu()));
        return told;
    }

    private String text(String word, String name) {
        return text(name).map(value -> word + " " + value).orElse(word);
    }

    private Optional<String> words(String... names) {
        return Optional.of(Stream.of(names)
                        .map(this::text)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" ")))
                .filter(words -> !words.isEmpty());
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(properties.get(name)).filter(value -> !value.isEmpty());
    }
}
