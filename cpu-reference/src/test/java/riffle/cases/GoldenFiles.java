package riffle.cases;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files: operators among the resources of this module, networks among those of its tests. */
public final class GoldenFiles {

    private GoldenFiles() {}

    /** All golden operators. */
    public static List<Path> operators() throws IOException {
        return list("/riffle/cases/golden");
    }

    /** The weights of all golden networks. */
    public static List<Path> networks() throws IOException {
        return list("/golden/networks").stream()
                .filter(file -> !file.toString().endsWith(".io.safetensors"))
                .toList();
    }

    /** One golden operator. */
    public static Path operator(String name) {
        return folder("/riffle/cases/golden").resolve(name + ".safetensors");
    }

    private static List<Path> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder(String folder) {
        return Path.of(URI.create(GoldenFiles.class.getResource(folder).toString()));
    }
}
