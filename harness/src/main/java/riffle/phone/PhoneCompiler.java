package riffle.phone;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.execution.BackendUnavailableException;

/**
 * What builds riffle-run for a phone.
 *
 * @param command name or path of a C compiler
 */
public record PhoneCompiler(String command) {

    /** The oldest Android whose system library has all that riffle-run calls, and to spare. */
    private static final int API = 24;

    private static final String PREBUILT = "toolchains/llvm/prebuilt";

    /** What the NDK calls targets, by what phones call them. */
    private static final Map<String, String> TARGETS = Map.of(
            "arm64-v8a", "aarch64-linux-android",
            "armeabi-v7a", "armv7a-linux-androideabi",
            "x86_64", "x86_64-linux-android",
            "x86", "i686-linux-android");

    /**
     * The compiler that was asked for, or else the one for a phone: the NDK's where it has one of that name, else what
     * the system finds.
     *
     * @param asked its name or path
     * @param ndk folder of Android's NDK
     * @param abi what the phone says that its programs are compiled for
     * @throws BackendUnavailableException if none was asked for and no NDK compiles for such a phone
     */
    public static PhoneCompiler choose(Optional<String> asked, Optional<Path> ndk, Optional<String> abi) {
        String name = asked.orElseGet(() -> abi.map(TARGETS::get)
                        .orElseThrow(() -> new BackendUnavailableException("the phone's programs are for "
                                + abi.orElse("it does not say what") + ", which no NDK compiles"
                                + " for; expected one of "
                                + String.join(
                                        ", ", TARGETS.keySet().stream().sorted().toList())))
                + API + "-clang");
        return new PhoneCompiler(
                ndk.flatMap(folder -> inNdk(folder, name)).map(Path::toString).orElse(name));
    }

    private static Optional<Path> inNdk(Path ndk, String name) {
        try (DirectoryStream<Path> hosts = Files.newDirectoryStream(ndk.resolve(PREBUILT))) {
            for (Path host : hosts) {
                Path compiler = host.resolve("bin").resolve(name);
                if (Files.isExecutable(compiler)) {
                    return Optional.of(compiler);
                }
            }
        } catch (IOException e) {
            // a folder that holds no NDK has no compiler either
        }
        return Optional.empty();
    }

    /**
     * Builds riffle-run.
     *
     * @throws BackendUnavailableException if there is no such compiler, or it does not compile it
     */
    public void build(Steps steps, Path source, Path program) {
        int status;
        try {
            status =
                    steps.run(List.of(command, "-std=c99", "-O2", "-o", program.toString(), source.toString(), "-ldl"));
        } catch (IOException e) {
            throw new BackendUnavailableException(
                    "there is no compiler " + command + " here to build riffle-run: let ANDROID_NDK_HOME or --ndk name"
                            + " Android's NDK, --compiler a C compiler for the phone, or --binary a riffle-run that was"
                            + " built elsewhere",
                    e);
        }
        if (status != 0) {
            throw new BackendUnavailableException(
                    command + " ended with status " + status + ", see above: riffle-run could not be built");
        }
    }
}
