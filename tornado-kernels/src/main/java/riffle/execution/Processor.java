package riffle.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host's processor as Linux describes it, in {@code proc/cpuinfo}.
 *
 * @param root root of the file system that describes it; another one in tests
 */
public record Processor(Path root) {

    /** How Linux writes the size of a cache. */
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([KM])");

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

    /** Whether it is known to be an ARM processor. */
    public boolean isArm() {
        return field("CPU implementer").isPresent();
    }

    /**
     * Bytes of the second-level cache of its first core; nothing where the system does not tell, as in many virtual
     * machines.
     */
    public OptionalLong cacheBytes() {
        Path caches = root.resolve("sys/devices/system/cpu/cpu0/cache");
        try (Stream<Path> all = Files.list(caches)) {
            return all.filter(cache -> line(cache.resolve("level")).equals("2"))
                    .map(cache -> SIZE.matcher(line(cache.resolve("size"))))
                    .filter(Matcher::matches)
                    .mapToLong(size ->
                            Long.parseLong(size.group(1)) << (size.group(2).equals("K") ? 10 : 20))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** What stands behind a key where it first occurs. */
    Optional<String> field(String key) {
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
