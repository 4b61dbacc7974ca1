package riffle.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

    private static final Path JAVA = Path.of("jdk");

    @TempDir
    private Path user;

    @Test
    void tornadoIsWhereTheEnvironmentSaysWhateverIsThere() throws Exception {
        installBySdkman();
        Map<String, String> environment = Map.of("TORNADOVM_HOME", "elsewhere");
        assertEquals(
                Optional.of(Path.of("elsewhere")),
                Host.of(environment, JAVA, user).tornadoHome());
    }

    @Test
    void tornadoIsInSdkmansPlaceOtherwise() throws Exception {
        Path sdk = installBySdkman();
        assertEquals(Optional.of(sdk), Host.of(Map.of(), JAVA, user).tornadoHome());
        assertEquals(
                Optional.of(sdk),
                Host.of(Map.of("TORNADOVM_HOME", ""), JAVA, user).tornadoHome());
    }

    @Test
    void tornadoMayBeNowhere() {
        assertEquals(Optional.empty(), Host.of(Map.of(), JAVA, user).tornadoHome());
    }

    @Test
    void workersMayBeSilentForFiveMinutesOrAsLongAsTheEnvironmentSays() {
        assertEquals(Duration.ofMinutes(5), Host.of(Map.of(), JAVA, user).silence());
        assertEquals(
                Duration.ofHours(4),
                Host.of(Map.of("RIFFLE_SILENCE", "14400"), JAVA, user).silence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5 minutes", "604801", "99999999999"})
    void otherSilencesAreRefused(String silence) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> Host.of(Map.of("RIFFLE_SILENCE", silence), JAVA, user));
        assertEquals("RIFFLE_SILENCE is " + silence + ", expected seconds, from 1 to 604800", refusal.getMessage());
    }

    @Test
    void tuningsAndWhatIsForPhonesAreInTheUsersCache() {
        assertEquals(
                user.resolve(".cache/riffle/phone"),
                Host.of(Map.of(), JAVA, user).forPhones());
        assertEquals(
                user.resolve(".cache/riffle/tuning"),
                Host.of(Map.of(), JAVA, user).tunings());
        assertEquals(
                Path.of("cache/riffle/tuning"),
                Host.of(Map.of("XDG_CACHE_HOME", "cache"), JAVA, user).tunings());
    }

    @Test
    void theDriverKeepsWhatItCompiledInTheUsersCacheIfNotElsewhere() {
        assertEquals(
                user.resolve(".cache/pocl/kcache"),
                Host.of(Map.of("POCL_CACHE_DIR", ""), JAVA, user).driverCache());
        assertEquals(
                Path.of("cache/pocl/kcache"),
                Host.of(Map.of("XDG_CACHE_HOME", "cache"), JAVA, user).driverCache());
        assertEquals(
                Path.of("elsewhere"),
                Host.of(Map.of("XDG_CACHE_HOME", "cache", "POCL_CACHE_DIR", "elsewhere"), JAVA, user)
                        .driverCache());
    }

    @Test
    void theUsersFolderIsWhereTheEnvironmentOrTheSystemSays() {
        assertEquals(Path.of("/home/me"), Host.userHome(Map.of("HOME", "/home/me"), "/root"));
        assertEquals(Path.of("/root"), Host.userHome(Map.of("HOME", ""), "/root"));
        assertEquals(Path.of("/root"), Host.userHome(Map.of(), "/root"));
        assertEquals(Path.of("/"), Host.userHome(Map.of(), "?"));
    }

    @Test
    void librariesAreUnpackedInTheUsersCacheIfNotWhereJavaKeepsTemporaryFiles() {
        assertEquals(
                List.of(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        user.resolve(".cache/riffle/tmp"),
                        Path.of("/var/tmp")),
                Host.of(Map.of(), JAVA, user).temporary());
    }

    private Path installBySdkman() throws Exception {
        Path sdk = Files.createDirectories(user.resolve(".sdkman/candidates/tornadovm/current"));
        Files.writeString(sdk.resolve("tornado-argfile"), "");
        return sdk;
    }
}
