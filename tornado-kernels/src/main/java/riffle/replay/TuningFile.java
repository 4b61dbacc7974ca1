package riffle.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import riffle.execution.Device;
import riffle.file.WholeFile;
import riffle.plan.Tuning;

/**
 * Tunings in a folder, one file for each device and number of compute units, whatever its driver's version: the file
 * tells with which it was found. They are a matter of speed alone, so a file that cannot be used is the same as none.
 *
 * @param folder of the user's cache
 */
public record TuningFile(Path folder) {

    private static final int VERSION = 3;

    /**
     * Files of this version have a name of their own for each driver, and hold no identity. They are read, and not
     * written.
     */
    private static final int EARLIER_VERSION = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What a file holds. */
    private record Content(
            int version, String identity, String device, String driver, int computeUnits, Map<String, Integer> finer) {

        boolean isOf(Device of) {
            boolean same = version == EARLIER_VERSION
                    ? of.name().equals(device) && of.driver().equals(driver)
                    : version == VERSION && of.identity().equals(identity);
            return same && computeUnits == of.computeUnits() && finer != null;
        }
    }

    /** The file of a device. */
    public Path of(Device device) {
        return named(device.identity() + " " + device.computeUnits());
    }

    private Path earlier(Device device) {
        return named(device.name() + " " + device.driver() + " " + device.computeUnits());
    }

    private Path named(String name) {
        return folder.resolve(
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ".json");
    }

    /** The tuning of a device; nothing if there is none. */
    public Optional<Tuning> read(Device device) {
        return content(device).map(content -> new Tuning(0, content.finer()));
    }

    private Optional<Content> content(Device device) {
        Path file = Files.isRegularFile(of(device)) ? of(device) : earlier(device);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Content content = JSON.readValue(file.toFile(), Content.class);
            if (content == null || !content.isOf(device)) {
                return ignored(file, "it is of another device or version");
            }
            Tuning unused = new Tuning(0, content.finer()); // refuses what is no tuning
            return Optional.of(content);
        } catch (JsonProcessingException | NullPointerException e) { // a null among the numbers
            return ignored(file, "it is not what tune writes");
        } catch (IOException | IllegalArgumentException e) {
            return ignored(file, String.valueOf(e.getMessage()));
        }
    }

    /** The tunings of a device, limited or not, in a line that changes with them; nothing if there are none. */
    public Optional<String> describe(Device device) {
        List<String> found = new ArrayList<>();
        for (int units = 1; units <= device.computeUnits(); units++) {
            Device limited = device.withComputeUnits(units);
            String label = units + " compute units: ";
            content(limited)
                    .map(content -> label + content.finer().size() + " launches, "
                            + Integer.toHexString(content.finer().hashCode()) + ", found with driver "
                            + content.driver())
                    .ifPresent(found::add);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    private static Optional<Content> ignored(Path file, String why) {
        System.err.println("riffle: " + file + " is left aside, " + why + "; ./riffle tune writes it anew");
        return Optional.empty();
    }

    /**
     * Writes the tuning of a device in place of an earlier one.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Device device, Tuning tuning) throws IOException {
        Path file = of(device);
        Files.createDirectories(folder);
        Content content = new Content(
                VERSION,
                device.identity(),
                device.name(),
                device.driver(),
                device.computeUnits(),
                new TreeMap<>(tuning.finer()));
        WholeFile.write(file, JSON.writeValueAsString(content) + "\n");
        return file;
    }

    /**
     * Deletes the tuning of a device.
     *
     * @return whether there was one
     * @throws IOException if it cannot be deleted
     */
    public boolean delete(Device device) throws IOException {
        boolean earlier = Files.deleteIfExists(earlier(device));
        return Files.deleteIfExists(of(device)) || earlier;
    }
}
