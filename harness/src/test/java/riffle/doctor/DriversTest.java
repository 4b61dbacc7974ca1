package riffle.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriversTest {

    @TempDir
    private Path root;

    private String register(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("etc/OpenCL/vendors"));
        return Files.writeString(folder.resolve(name), "lib.so").toString();
    }

    @Test
    void theUsualFolderHoldsThem() throws IOException {
        assertEquals(List.of(), Drivers.registered(Map.of(), root));
        String second = register("pocl.icd");
        String first = register("mesa.icd");
        register("readme.txt");
        assertEquals(List.of(first, second), Drivers.registered(Map.of(), root));
    }

    @Test
    void theEnvironmentNamesAnotherFolderOrFileOrLibrary() throws IOException {
        register("pocl.icd");
        Path other = Files.createDirectories(root.resolve("other"));
        String own = Files.writeString(other.resolve("own.icd"), "own.so").toString();
        assertEquals(List.of(own), Drivers.registered(Map.of("OCL_ICD_VENDORS", other.toString()), root));
        assertEquals(List.of(own), Drivers.registered(Map.of("OPENCL_VENDOR_PATH", other.toString()), root));
        assertEquals(List.of(own), Drivers.registered(Map.of("OCL_ICD_VENDORS", own), root));
        assertEquals(List.of("libmali.so"), Drivers.registered(Map.of("OCL_ICD_VENDORS", "libmali.so"), root));
        assertEquals(
                List.of("a.so", "b.so"),
                Drivers.registered(Map.of("OPENCL_VENDOR_PATH", "none", "OCL_ICD_FILENAMES", "a.so:b.so"), root));
    }
}
