package riffle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher makes of a machine before Java starts: its driver, its caches, its locale, its user. */
class EnvironmentTest {

    private static final String[] BENCH = {"bench", "--network", "shufflenet"};

    @TempDir
    private Path root;

    private Sandbox sandbox;

    @BeforeEach
    void machine() throws Exception {
        sandbox = new Sandbox(root);
        sandbox.pretendABuild();
    }

    /** Beside an empty usual place lie {@code some/a.icd}, {@code some/lib.so} and {@code none/readme}. */
    @ParameterizedTest
    @CsvSource({
        "'', '', no",
        "OCL_ICD_VENDORS, some, yes",
        "OCL_ICD_VENDORS, some/, yes",
        "OCL_ICD_VENDORS, none, no",
        "OCL_ICD_VENDORS, some/a.icd, yes",
        "OCL_ICD_VENDORS, some/b.icd, no",
        "OCL_ICD_VENDORS, some/lib.so, yes",
        "OCL_ICD_VENDORS, some/missing.so, no",
        "OCL_ICD_VENDORS, missing, no",
        "OCL_ICD_FILENAMES, some/lib.so, yes",
        "OPENCL_VENDOR_PATH, some, yes",
        "OPENCL_VENDOR_PATH, none, no",
        "RIFFLE_OPENCL_LIBRARY, missing.so, yes",
    })
    void aDriverIsRegistered(String variable, String value, String expected) throws Exception {
        Path some = Files.createDirectory(root.resolve("some"));
        Files.writeString(some.resolve("a.icd"), "libthat-is-missing.so\n");
        Files.createFile(some.resolve("lib.so"));
        Files.createFile(Files.createDirectory(root.resolve("none")).resolve("readme"));
        if (!variable.isEmpty()) {
            sandbox.environment.put(variable, root + "/" + value);
        }
        assertEquals(List.of(expected), hasOpenCl());
    }

    @Test
    void aDriverIsRegisteredInTheUsualPlaceOrByItsNameAlone() throws Exception {
        Files.createFile(sandbox.vendors.resolve("here.icd"));
        assertEquals(List.of("yes"), hasOpenCl());
        sandbox.environment.put("OCL_ICD_VENDORS", "here.icd");
        assertEquals(List.of("yes"), hasOpenCl());
        sandbox.environment.put("OCL_ICD_VENDORS", "there.icd");
        assertEquals(List.of("no"), hasOpenCl());
        sandbox.environment.put("OCL_ICD_VENDORS", "libdriver.so.1");
        assertEquals(List.of("yes"), hasOpenCl());
    }

    private List<String> hasOpenCl() throws IOException, InterruptedException {
        return sandbox.function("if has_opencl; then echo yes; else echo no; fi")
                .out();
    }

    @Test
    void rootIsGivenADriverInOneLine() throws Exception {
        sandbox.tool("id", "echo 0");
        Sandbox.Outcome outcome = sandbox.riffle(BENCH);
        assertEquals(0, outcome.status());
        assertEquals(
                List.of("riffle: no OpenCL driver here; installing pocl-opencl-icd (OpenCL on the CPU) ..."),
                outcome.err());
        assertTrue(outcome.out().getFirst().startsWith("java="), outcome::toString);
        assertEquals(List.of("apt-get install -y pocl-opencl-icd"), sandbox.installations());
    }

    @Test
    void whatAptSaysIsShownWhenItFails() throws Exception {
        sandbox.tool("id", "echo 0");
        sandbox.tool("apt-get", "echo why $1; exit 100");
        Sandbox.Outcome outcome = sandbox.riffle(BENCH);
        assertEquals(0, outcome.status());
        assertEquals(
                List.of(
                        "riffle: no OpenCL driver here; installing pocl-opencl-icd (OpenCL on the CPU) ...",
                        "why install",
                        "why update",
                        "riffle: pocl-opencl-icd could not be installed, see above",
                        "riffle: no OpenCL driver here; for one on the CPU run: sudo apt-get install pocl-opencl-icd"),
                outcome.err());
    }

    @Test
    void anotherUserIsToldWhatToInstall() throws Exception {
        sandbox.tool("id", "echo 1000");
        assertEquals(
                List.of("riffle: no OpenCL driver here; for one on the CPU run: sudo apt-get install pocl-opencl-icd"),
                sandbox.riffle(BENCH).err());
        assertEquals(List.of(), sandbox.installations());
    }

    @Test
    void nothingIsInstalledForAPlaceThatNoPackageFills() throws Exception {
        sandbox.tool("id", "echo 0");
        sandbox.environment.put("OCL_ICD_VENDORS", root.resolve("nowhere").toString());
        List<String> said = sandbox.riffle(BENCH).err();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().contains("no OpenCL driver is registered in " + root.resolve("nowhere")));
        assertEquals(List.of(), sandbox.installations());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor",
                "complexity",
                "bench --help",
                "bench --backend=reference",
                "verify --backend onnxruntime",
                "bench --opencl-library=libOpenCL.so.1",
                "bench --opencl-library libOpenCL.so.1"
            })
    void whatNeedsNoDriverInstallsNone(String commandLine) throws Exception {
        sandbox.tool("id", "echo 0");
        assertEquals(List.of(), sandbox.riffle(commandLine.split(" ")).err());
        assertEquals(List.of(), sandbox.installations());
    }

    @Test
    void theUsersCacheIsLeftToTheDriver() throws Exception {
        Files.createFile(sandbox.vendors.resolve("some.icd"));
        Sandbox.Outcome outcome = sandbox.riffle(BENCH);
        assertEquals(List.of(), outcome.err());
        assertEquals("", outcome.variable("POCL_CACHE_DIR"));
        assertTrue(sandbox.isEmpty(sandbox.home), "nothing is left in the user's folder");
    }

    /** A worker runs in a folder of its own. */
    @Test
    void pathsOfTheEnvironmentAreAbsoluteForWorkers() throws Exception {
        Path here = Files.createDirectories(root.resolve("here"));
        Files.createFile(here.resolve("some.icd"));
        sandbox.environment.put("POCL_CACHE_DIR", "-/cache");
        sandbox.environment.put("OCL_ICD_VENDORS", "some.icd");
        sandbox.environment.put("RIFFLE_OPENCL_LIBRARY", "./libOpenCL.so");
        sandbox.environment.put("TORNADOVM_HOME", "/sdk");
        String told =
                "make_paths_absolute; echo $POCL_CACHE_DIR $OCL_ICD_VENDORS $RIFFLE_OPENCL_LIBRARY $TORNADOVM_HOME";
        assertEquals(
                List.of(here + "/-/cache " + here + "/some.icd " + here + "/./libOpenCL.so /sdk"),
                sandbox.function("cd " + here + "; " + told).out());
        sandbox.environment.put("RIFFLE_OPENCL_LIBRARY", "libOpenCL.so");
        assertEquals(
                List.of("/-/cache some.icd libOpenCL.so /sdk"),
                sandbox.function("cd /; " + told).out());
    }

    @Test
    void theLauncherMakesThemAbsolute() throws Exception {
        Files.createFile(sandbox.vendors.resolve("some.icd"));
        sandbox.environment.put("POCL_CACHE_DIR", "cache");
        String cache = sandbox.riffle(BENCH).variable("POCL_CACHE_DIR");
        assertTrue(Path.of(cache).isAbsolute() && cache.endsWith("/cache"), cache);
    }

    /** Below a file nothing can be made, not even by root. */
    @ParameterizedTest
    @ValueSource(strings = {"HOME", "XDG_CACHE_HOME", "POCL_CACHE_DIR"})
    void aCacheThatCannotBeWrittenIsReplacedByOneOfTheUsersOwn(String variable) throws Exception {
        Files.createFile(sandbox.vendors.resolve("some.icd"));
        Path file = Files.createFile(root.resolve("file"));
        sandbox.environment.put(variable, file.resolve("inner").toString());
        for (int run = 1; run <= 2; run++) {
            Sandbox.Outcome outcome = sandbox.riffle(BENCH);
            assertEquals(0, outcome.status());
            assertEquals(1, outcome.err().size(), outcome::toString);
            Path cache = Path.of(outcome.variable("POCL_CACHE_DIR"));
            assertEquals(root.resolve("tmp"), cache.getParent());
            assertEquals("rwx------", sandbox.permissions(cache));
            assertTrue(outcome.err().getFirst().endsWith("they are kept in " + cache), outcome::toString);
        }
    }

    /** A user whom the system does not know has HOME=/. */
    @Test
    void theCacheIsNamedWithoutDoubleSlash() throws Exception {
        Path file = Files.createFile(root.resolve("file"));
        sandbox.environment.put("HOME", file + "/");
        List<String> said = sandbox.function("ensure_cache").err();
        assertTrue(said.getFirst().contains(" in " + file + "/.cache/pocl/kcache;"), said::toString);
    }

    @Test
    void aPlaceWhereNothingMayBeExecutedIsNoCache() throws Exception {
        // chmod that does nothing: to the shell the file looks as on a mount that is noexec
        sandbox.tool("chmod", "exit 0");
        Sandbox.Outcome outcome = sandbox.function("holds_programs \"$HOME\" || echo refused");
        assertEquals(List.of("refused"), outcome.out());
        assertTrue(sandbox.isEmpty(sandbox.home), "the probe is gone");
    }

    @Test
    void aFolderThatALinkPretendsToBeIsNoCache() throws Exception {
        Path mine = Files.createDirectory(root.resolve("mine"));
        Path link = root.resolve("tmp")
                .resolve("riffle-cache-" + sandbox.function("id -u").out().getFirst());
        Files.createSymbolicLink(link, mine);
        sandbox.environment.put("POCL_CACHE_DIR", Files.createFile(root.resolve("file")) + "/inner");
        String cache =
                sandbox.function("ensure_cache; echo $POCL_CACHE_DIR").out().getFirst();
        assertEquals(root.resolve("var-tmp"), Path.of(cache).getParent());
    }

    @Test
    void withoutHomeTheSystemSaysWhereTheUserIs() throws Exception {
        for (String home : new String[] {null, ""}) {
            if (home == null) {
                sandbox.environment.remove("HOME");
            } else {
                sandbox.environment.put("HOME", home);
            }
            Sandbox.Outcome outcome = sandbox.riffle("report");
            assertEquals(0, outcome.status(), outcome::toString);
            assertTrue(Path.of(outcome.variable("HOME")).isAbsolute(), outcome::toString);
        }
    }

    /** Of the sandbox's locales C.UTF-8 and de_DE.UTF-8 were generated. */
    @ParameterizedTest
    @CsvSource({
        "'', '', C.UTF-8",
        "LC_ALL, C, C.UTF-8",
        "LANG, POSIX, C.UTF-8",
        "LANG, tr_TR.UTF-8, C.UTF-8",
        "LANG, de_DE.UTF-8, ''",
        "LANG, de_DE.ISO-8859-1, ''",
    })
    void namesOfFilesAreInUtf8WhereTheyWouldBeInAscii(String variable, String value, String expected) throws Exception {
        if (!variable.isEmpty()) {
            sandbox.environment.put(variable, value);
        }
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(expected, outcome.variable("LC_ALL"));
        assertEquals(List.of(), outcome.err());
    }
}
