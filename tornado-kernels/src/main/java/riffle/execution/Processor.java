package riffle.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host's processor as Linux describes it, in {@code proc/cpuinfo}.
 *
 * @param root root of the file system that describes it; another one in tests
 */
public record Processor(Path root) {

    /** This machine's. */
    public static final Processor HOST = new Processor(Path.of("/"));

    /**
     * Its name: the model of an x86 processor, or of the board that an ARM one is on; empty where the system does not
     * tell.
     */
    public Optional<String> name() {
        return field("model name").or(() -> field("Model"));
    }

    /**
     * Its name and the numbers that its maker tells models apart by, which virtual machines leave as they are where
     * they shorten the name; empty where the system does not tell.
     */
    public Optional<String> model() {
        String model = Stream.of(
                        name(),
                        field("cpu family").map(number -> "family " + number),
                        field("model").map(number -> "model " + number),
                        name().isPresent()
                                ? Optional.<String>empty()
                                : field("CPU part").map(part -> "part " + part))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return Optional.of(model).filter(text -> !text.isEmpty());
    }

    /** What stands behind a key where it first occurs. */
    private Optional<String> field(String key) {
        try (Stream<String> lines = Files.lines(root.resolve("proc/cpuinfo"))) {
            return lines.filter(line -> line.indexOf(':') > 0)
                    .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
