package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import riffle.cli.option.DeviceOption;
import riffle.cli.option.KernelsOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.ResultsOption;
import riffle.cli.option.SamplingOptions;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Host;
import riffle.cli.start.Launchpad;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.measure.campaign.Reproduction;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.phone.Adb;
import riffle.phone.PhoneCompiler;
import riffle.phone.PhoneFacts;
import riffle.phone.PhoneRun;
import riffle.phone.Steps;
import riffle.plan.Planner;
import riffle.result.ResultStore;
import riffle.result.environment.ProjectCommit;
import riffle.result.json.Json;

/** {@code riffle phone}: networks on a phone, from here. */
@Command(
        name = "phone",
        mixinStandardHelpOptions = true,
        description = {
            "Takes riffle-run and networks to a phone by adb, runs them there, and keeps what comes back among the",
            "results; every step is shown as it can be typed by hand. docs/phones.md says what to do before.",
            "Without --network: ShuffleNet 0.5x and 1x, and MobileNet. Without --kernels: narrow.",
            "Exit status 1 if a step failed or an output was wrong, 2 if adb, phone, compiler or driver are missing."
        })
final class PhoneCommand implements Callable<Integer> {

    private static final int LONGEST_PAUSE = 3600;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ResultsOption results;

    @Option(
            names = "--adb",
            paramLabel = "FILE",
            defaultValue = "adb",
            description = "Android's adb (default: the one on the PATH)")
    private String adb;

    @Option(
            names = "--serial",
            paramLabel = "S",
            defaultValue = "${env:ANDROID_SERIAL}",
            description = "which phone, as adb devices lists it (default: ANDROID_SERIAL, or the only one)")
    private String serial;

    @ArgGroup
    private Built built = new Built();

    /** Where riffle-run is from. */
    static final class Built {
        @Option(names = "--binary", paramLabel = "FILE", description = "a riffle-run that was built for the phone")
        private Path binary;

        @Option(
                names = "--compiler",
                paramLabel = "CC",
                description = "C compiler to build riffle-run with, of the NDK or any other (default: the NDK's for"
                        + " this phone)")
        private String compiler;
    }

    @Option(
            names = "--ndk",
            paramLabel = "DIR",
            defaultValue = "${env:ANDROID_NDK_HOME}",
            description = "Android's NDK (default: ANDROID_NDK_HOME)")
    private String ndk;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            defaultValue = "5",
            description = "times that each network is warmed up and timed anew (default: ${DEFAULT-VALUE})")
    private int blocks;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "20",
            description = "timed passes of each block, fewer where a pass is slow (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "to cool between blocks (default: ${DEFAULT-VALUE})")
    private int pause;

    @Option(names = "--no-ceilings", description = "leave out what the device can do at best, which takes a minute")
    private boolean noCeilings;

    @Parameters(
            paramLabel = "-- OPTIONS",
            description = "more options for riffle-run, behind two dashes: --no-events, --no-parts, --flush N")
    private List<String> more = List.of();

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec), Host.read().forPhones());
    }

    /**
     * @param folder for what is taken to the phone
     */
    int run(Launchpad launchpad, Path folder) throws IOException {
        List<String> options = options();
        List<NetworkSpec> networks = network.find().map(List::of).orElseGet(Reproduction::forPhones);
        networks.forEach(NetworkSpec::build);
        if (built.binary != null && !Files.isRegularFile(built.binary)) {
            throw refuse("--binary " + built.binary + " is no file, expected riffle-run as built for the phone");
        }
        ResultStore store = results.store(launchpad);
        store.requireWritable();
        Steps steps = new Steps(launchpad.err()::println);
        Adb phone = Adb.connect(steps, adb, given(serial));
        PhoneFacts facts = PhoneFacts.read(phone.shell(PhoneFacts.QUERY));
        Files.createDirectories(folder);
        Path program = built.binary == null ? build(facts, steps, launchpad, folder) : built.binary;
        List<Path> files = new ArrayList<>();
        for (NetworkSpec each : networks) {
            files.add(write(each, steps, launchpad, folder));
        }
        PhoneRun run = new PhoneRun(phone, program, files, options);
        Path fetched =
                folder.resolve("results" + given(serial).map(name -> "-" + name).orElse("") + ".json");
        int status = run.fetch(fetched);
        Path kept = keep(fetched, facts, store, launchpad);
        if (status == ExitStatus.DONE) {
            run.tidy();
        } else {
            launchpad.warn("riffle-run ended with status " + status + ", see above; what it had by then is kept");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("results: " + kept);
        out.println("next: " + launchpad.launcher() + " report " + kept);
        return status == ExitStatus.DONE ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }

    /** What riffle-run is asked for; what it cannot be is refused before anything is taken to the phone. */
    private List<String> options() {
        if (!more.isEmpty() && !more.getFirst().startsWith("--")) {
            throw refuse("'" + more.getFirst() + "' is no option for riffle-run; these stand behind two dashes");
        }
        if (pause < 0 || pause > LONGEST_PAUSE) {
            throw refuse("--pause is " + pause + ", must be between 0 and " + LONGEST_PAUSE);
        }
        List<String> options = new ArrayList<>(more);
        options.addAll(List.of("--blocks", "" + SamplingOptions.inRange(spec, "--blocks", blocks)));
        options.addAll(List.of("--samples", "" + SamplingOptions.inRange(spec, "--samples", samples)));
        options.addAll(List.of("--pause", "" + pause));
        if (!noCeilings) {
            options.add("--ceilings");
        }
        given(device.name()).ifPresent(name -> options.addAll(List.of("--device", name)));
        Launchpad.openClLibrary(spec).ifPresent(name -> options.addAll(List.of("--opencl-library", name)));
        return options;
    }

    private Path build(PhoneFacts facts, Steps steps, Launchpad launchpad, Path folder) {
        Path program = folder.resolve("riffle-run");
        PhoneCompiler.choose(Optional.ofNullable(built.compiler), given(ndk).map(Path::of), facts.abi())
                .build(steps, launchpad.riffleRun(), program);
        return program;
    }

    /** Writes the flat form of a network, as {@code capture} does. */
    private Path write(NetworkSpec chosen, Steps steps, Launchpad launchpad, Path folder) {
        KernelSet set = kernels.set() == null ? KernelSet.NARROW : kernels.set();
        List<String> words = new ArrayList<>(List.of(launchpad.launcher(), "capture"));
        List<String> asked = asked(chosen, set);
        words.addAll(asked);
        String name = asked.stream().filter(word -> !word.startsWith("--")).collect(Collectors.joining("-"));
        Path file = folder.resolve(name + ".flat");
        words.addAll(List.of("--flat", file.toString()));
        steps.show(words);
        Network network = chosen.build();
        launchpad
                .err()
                .println(FlatNetwork.write(
                        Trained.drawn(chosen, network),
                        Planner.plan(network, PlanKind.FUSED, set),
                        Optional.empty(),
                        FlatNetwork.DRAWN,
                        file));
        return file;
    }

    /** A network as options of {@code capture}. */
    static List<String> asked(NetworkSpec chosen, KernelSet set) {
        Architecture architecture = chosen.architecture();
        List<String> words = new ArrayList<>(List.of("--network", architecture.label()));
        if (architecture.hasGroups()) {
            words.addAll(List.of("--groups", "" + chosen.groups()));
        }
        if (architecture.hasScale()) {
            words.addAll(List.of("--scale", "" + chosen.scale()));
        }
        words.addAll(List.of("--size", chosen.size(), "--batch", "" + chosen.batch(), "--kernels", set.label()));
        return words;
    }

    private ParameterException refuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    /** Checks what fetched results are, adds what the phone says, and gives them their place. */
    private static Path keep(Path fetched, PhoneFacts facts, ResultStore store, Launchpad launchpad)
            throws IOException {
        String text = ResultStore.text(fetched);
        Map<String, String> told = facts.told(ResultStore.parse(fetched, text).environment());
        ProjectCommit.of(launchpad.project()).ifPresent(commit -> told.put("commit", commit));
        Path kept = store.keep(Json.with(text, "environment", told), fetched);
        Files.delete(fetched);
        return kept;
    }
}
