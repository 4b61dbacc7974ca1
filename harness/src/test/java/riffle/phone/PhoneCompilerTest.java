package riffle.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.execution.BackendUnavailableException;

final class PhoneCompilerTest {

    @TempDir
    private Path ndk;

    @ParameterizedTest
    @CsvSource({
        "arm64-v8a, aarch64-linux-android24-clang",
        "armeabi-v7a, armv7a-linux-androideabi24-clang",
        "x86_64, x86_64-linux-android24-clang",
        "x86, i686-linux-android24-clang"
    })
    void thePhonesProcessorChoosesTheNdksCompiler(String abi, String name) throws IOException {
        PhoneCompiler onPath = PhoneCompiler.choose(Optional.empty(), Optional.of(ndk), Optional.of(abi));
        assertEquals(name, onPath.command());
        Path compiler = ndk.resolve("toolchains/llvm/prebuilt/linux-x86_64/bin").resolve(name);
        Files.createDirectories(compiler.getParent());
        Files.createFile(compiler, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertEquals(
                compiler.toString(),
                PhoneCompiler.choose(Optional.empty(), Optional.of(ndk), Optional.of(abi))
                        .command());
        assertEquals(
                compiler.toString(),
                PhoneCompiler.choose(Optional.of(name), Optional.of(ndk), Optional.empty())
                        .command());
        assertEquals(
                "gcc",
                PhoneCompiler.choose(Optional.of("gcc"), Optional.of(ndk), Optional.of(abi))
                        .command());
    }

    @Test
    void aProcessorThatNoNdkCompilesForIsRefused() {
        assertEquals(
                "the phone's programs are for mips, which no NDK compiles for; expected one of arm64-v8a, armeabi-v7a,"
                        + " x86, x86_64",
                assertThrows(
                                BackendUnavailableException.class,
                                () -> PhoneCompiler.choose(Optional.empty(), Optional.empty(), Optional.of("mips")))
                        .getMessage());
    }

    @Test
    void aCompilerThatFailsIsNamed() {
        BackendUnavailableException failed = assertThrows(
                BackendUnavailableException.class,
                () -> new PhoneCompiler("false").build(new Steps(line -> {}), Path.of("a.c"), Path.of("a")));
        assertTrue(failed.getMessage().startsWith("false ended with status 1, see above"), failed::getMessage);
    }
}
