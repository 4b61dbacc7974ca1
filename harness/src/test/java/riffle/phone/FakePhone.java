package riffle.phone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder that the adb in it takes for a phone; src/test/resources/phone has what is in it.
 *
 * @param folder the phone's root
 */
public record FakePhone(Path folder) {

    /** What {@code adb devices} says of a phone that can be used. */
    public static final String READY = "0A1B2C3D\tdevice";

    /** Makes one that is attached and ready. */
    public static FakePhone in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("data/local/tmp"));
        for (String name : List.of("adb", "bin/getprop", "properties", "devices")) {
            try (InputStream file = FakePhone.class.getResourceAsStream("/phone/" + name)) {
                Files.copy(file, folder.resolve(name));
            }
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return new FakePhone(folder);
    }

    /** Its adb. */
    public String adb() {
        return folder.resolve("adb").toString();
    }

    /** Has adb list other devices. */
    public FakePhone listing(String... lines) throws IOException {
        Files.writeString(folder.resolve("devices"), "List of devices attached\n" + String.join("\n", lines) + "\n\n");
        return this;
    }

    /** Has a command of adb fail from now on. */
    public void fail(String command) throws IOException {
        Files.createFile(folder.resolve("fails-" + command));
    }

    /** The commands that adb was given, a line each. */
    public List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** What riffle left there. */
    public List<String> left() throws IOException {
        try (var files = Files.walk(folder.resolve("data/local/tmp"))) {
            return files.skip(1)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
