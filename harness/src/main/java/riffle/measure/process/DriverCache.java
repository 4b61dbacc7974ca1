package riffle.measure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where an OpenCL driver keeps what it compiled.
 *
 * @param folder of the driver, which makes it if it is not there
 */
record DriverCache(Path folder) {

    /** Whether programs can be kept there. Nothing is left behind. */
    boolean canBeKept() {
        Path place = folder.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            return Files.isDirectory(place) && TemporaryPlaces.holdsPrograms(place);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether nothing is there that could be damaged. */
    boolean isEmpty() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
