package riffle.tornado;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.BackendUnavailableException;
import riffle.execution.MeasuredPlans;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Start;
import riffle.execution.Trait;

/**
 * The Java kernels, compiled and dispatched by TornadoVM. Its backend is compiled where TornadoVM is; this is known
 * everywhere.
 */
public final class TornadoKind implements BackendKind {

    /** What a user without TornadoVM reads. */
    private static final String MISSING = "TornadoVM is not installed: backend tornado needs the TornadoVM SDK"
            + " 5.2.0-jdk25 for OpenCL; get it with `sdk install tornadovm 5.2.0-jdk25-opencl` (SDKMAN), or unpack it"
            + " and set TORNADOVM_HOME, then build again";

    /**
     * What TornadoVM is started with, and its backend checks: without the first it would answer a failure with silent,
     * wrong results.
     */
    private static final List<String> FLAGS = List.of(
            "-Dtornado.recover.bailout=False",
            "-Dtornado.tvm.maxbytecodesize=65536",
            "-Dtornado.max.events=1024",
            "-Dtornado.compiler.fullInlining=True",
            "-Djdk.graal.MethodInlineBailoutLimit=100000");

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public Role role() {
        return Role.VARIANT;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.OPENCL, Trait.KERNEL_SETS, Trait.CAPTURES);
    }

    @Override
    public MeasuredPlans plans() {
        return MeasuredPlans.only(PlanKind.FUSED);
    }

    @Override
    public Backend open(Optional<Path> tunings) {
        return built().orElseThrow(() -> new BackendUnavailableException(MISSING))
                .get();
    }

    @Override
    public Optional<String> toBuild() {
        return built().isPresent()
                ? Optional.empty()
                : Optional.of("build the project again where a TornadoVM SDK is installed (./riffle doctor)");
    }

    /** Not made before it is wanted: its classes need TornadoVM's. */
    private static Optional<ServiceLoader.Provider<Backend>> built() {
        return ServiceLoader.load(Backend.class).stream()
                .filter(provider -> provider.type().getPackage().equals(TornadoKind.class.getPackage()))
                .findFirst();
    }

    /** @throws UncheckedIOException if the SDK or the folder for what it generates is not there to be read */
    @Override
    public Start start(Optional<Path> sdk, Optional<Path> dump) {
        Path home = sdk.orElseThrow(() -> new BackendUnavailableException(MISSING));
        List<String> arguments = new ArrayList<>();
        arguments.add("@" + home + "/tornado-argfile");
        arguments.add("@" + home + "/etc/exportLists/opencl-exports");
        arguments.addAll(FLAGS);
        if (dump.isPresent()) {
            // TornadoVM puts its own folder before whatever path it is told
            Path folder = real(home).relativize(real(dump.get()));
            arguments.add("-Dtornado.opencl.source.dump=True");
            arguments.add("-Dtornado.opencl.source.dir=" + folder);
        }
        return new Start(arguments, Map.of("TORNADOVM_HOME", home.toString()));
    }

    @Override
    public List<String> flags() {
        return FLAGS;
    }

    /** Without symbolic links, behind which {@code ..} leads elsewhere. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
