package riffle.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** OpenCL drivers that are registered with the loader, whether they work or not. */
public final class Drivers {

    private static final String FILES = "*.icd";

    private Drivers() {}

    /**
     * Finds them as the loaders do: ocl-icd and Khronos's.
     *
     * @param environment variables; {@code OCL_ICD_VENDORS} names a folder, a file or a library in place of the usual
     *     folder, {@code OPENCL_VENDOR_PATH} a folder, {@code OCL_ICD_FILENAMES} libraries beside it
     * @param root root of the file system
     * @return the files that register them, and libraries that are named directly
     */
    public static List<String> registered(Map<String, String> environment, Path root) {
        List<String> drivers = new ArrayList<>();
        String vendors = environment.getOrDefault("OCL_ICD_VENDORS", "");
        String vendorPath = environment.getOrDefault("OPENCL_VENDOR_PATH", "");
        if (!vendors.isEmpty() && !Files.isDirectory(Path.of(vendors))) {
            drivers.add(vendors);
        } else {
            Path folder = vendors.isEmpty() ? root.resolve("etc/OpenCL/vendors") : Path.of(vendors);
            drivers.addAll(files(vendors.isEmpty() && !vendorPath.isEmpty() ? Path.of(vendorPath) : folder));
        }
        Stream.of(environment.getOrDefault("OCL_ICD_FILENAMES", "").split(":", -1))
                .filter(name -> !name.isEmpty())
                .forEach(drivers::add);
        return drivers;
    }

    private static List<String> files(Path folder) {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
                files.forEach(file -> found.add(file.toString()));
            } catch (IOException | DirectoryIteratorException e) {
                throw new UncheckedIOException(new IOException(folder + ": cannot be listed: " + e.getMessage(), e));
            }
        }
        found.sort(null);
        return found;
    }
}
