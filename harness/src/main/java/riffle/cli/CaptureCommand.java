package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.bundle.Bundle;
import riffle.bundle.BundleFile;
import riffle.bundle.JavaSources;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.execution.PlanKind;
import riffle.measure.Answer;
import riffle.measure.Capture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Kernel;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** {@code riffle capture}: the OpenCL that TornadoVM generates, for where TornadoVM cannot run. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Compiles every kernel with TornadoVM and writes the library that is shipped.",
            "With --network, writes a bundle: the plan of one network with the kernels that it needs (no TornadoVM needed).",
            "With --show, prints the OpenCL of one kernel and the Java that it was compiled from (no TornadoVM needed)."
        })
final class CaptureCommand implements Callable<Integer> {
}
