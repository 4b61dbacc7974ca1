package riffle.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cases that come with this module, whose outputs PyTorch computed: what the reference itself is judged by. */
public final class GoldenOperators {

    private static final String FOLDER = "golden";

    private GoldenOperators() {}

    /** Every case, in the order of the names. */
    public static List<Case> all() {
        URL folder = GoldenOperators.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("the golden cases are missing from this build");
        }
        try {
            if (!(folder.openConnection() instanceof JarURLConnection inJar)) {
                return read(Path.of(URI.create(folder.toString())));
            }
            Path jar = Path.of(URI.create(inJar.getJarFileURL().toString()));
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                return read(files.getPath(inJar.getEntryName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the golden cases at " + folder, e);
        }
    }

    private static List<Case> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .map(GoldenCases::read)
                    .toList();
        }
    }
}
