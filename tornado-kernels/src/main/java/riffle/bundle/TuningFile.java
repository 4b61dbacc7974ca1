package riffle.bundle;

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
 * Tunings in a folder, one file for each device, driver and number of compute units. They are a matter of speed alone, so a file
 * that cannot be used is the same as none.
 *
 * @param folder of the user's cache
 */
public record TuningFile(Path folder) {

    private static final int VERSION = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What a file holds. */
    private record Content(int version, String device, String driver, int computeUnits, Map<String, Integer> finer) {}

    /** The file of a device. */
    public Path of(Device device) {
        String name = device.name() + " " + device.driver() + " " + device.computeUnits();
        return folder.resolve(
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ".json");
    }

    /** The tuning of a device; nothing if there is none. */
    public Optional<Tuning> read(Device device) {
        Path file = of(device);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Content content = JSON.readValue(file.toFile(), Content.class);
            boolean ours = content != null
                    && content.version() == VERSION
                    && device.name().equals(content.device())
                    && device.driver().equals(content.driver())
                    && device.computeUnits() == content.computeUnits()
                    && content.finer() != null;
            return ours
                    ? Optional.of(new Tuning(0, content.finer()))
                    : ignored(file, "it is of another device or version");
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
            Device limited = new Device(device.index(), device.name(), device.platform(), device.driver(), units);
            String label = units + " compute units: ";
            read(limited)
                    .map(tuning -> label + tuning.finer().size() + " launches, "
                            + Integer.toHexString(tuning.finer().hashCode()))
                    .ifPresent(found::add);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    private static Optional<Tuning> ignored(Path file, String why) {
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
                VERSION, device.name(), device.driver(), device.computeUnits(), new TreeMap<>(tuning.finer()));
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
        return Files.deleteIfExists(of(device));
    }
}
