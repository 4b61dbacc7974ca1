package riffle.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;
import riffle.bundle.Bundle;
import riffle.bundle.BundleFile;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKinds;
import riffle.execution.Device;
import riffle.execution.PlanKind;
import riffle.execution.Trait;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.ResultRow;

/** The options that say where a network runs, for every command that runs one. */
public final class BackendOptions {

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "${bundle:choice.backends} (default: ${bundle:choice.subject}; ${bundle:choice.oracle} where"
                    + " there is no OpenCL at all)")
    private String backend;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "the device: its index, or a part of its name, platform or vendor (default: the first)")
    private String device;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "replay this bundle, written by capture --network, instead of the kernels that are shipped")
    private Path bundle;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    private boolean found;
    private String instead;

    /** The bundle to replay, if one was given. */
    public Optional<Path> bundle() {
        return Optional.ofNullable(bundle);
    }

    /**
     * Refuses a bundle.
     *
     * @param name of the command that cannot replay one
     * @param reason why
     */
    public void refuseBundle(String name, String reason) {
        if (bundle != null) {
            throw new ParameterException(
                    command.commandLine(), "--bundle is " + bundle + ", but " + name + " takes none: " + reason);
        }
    }

    /**
     * Name of the backend to run: the one asked for, or the default. Where there is no OpenCL at all that is the
     * reference, with a word on stderr.
     *
     * @throws riffle.execution.ExecutionException if nobody asked for another, and the default cannot run although
     *     there is OpenCL
     */
    public String backend(Launchpad launchpad) {
        if (bundle != null) {
            if (backend != null && !BackendKinds.of(backend).has(Trait.BUNDLES)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--backend is " + backend + ", but only backend " + BackendKinds.names(Trait.BUNDLES, "or")
                                + " takes --bundle");
            }
            Bundle unused = BundleFile.read(bundle); // refused here, before any work
            return BackendKinds.replaying(bundle);
        }
        if (backend != null) {
            return backend;
        }
        String usual = BackendKinds.subject().name();
        return switch (launchpad.workers().ask(new Request.FindDevice(usual, null, null), heard -> {})) {
            case Answer.Found there -> {
                found = true;
                yield usual;
            }
            case Answer.NoDriver none -> {
                if (!launchpad.drivers().isEmpty()) {
                    throw Backends.noneAnswers(launchpad.drivers());
                }
                String oracle = BackendKinds.oracle().name();
                instead = none.reason() + "; what follows is of backend " + oracle
                        + ", plain Java, and says nothing about a device";
                launchpad.warn(instead);
                yield oracle;
            }
            case Answer.Refused refused -> throw Backends.defaultCannotRun(refused.reason());
            default -> throw new IllegalStateException("the worker answered another question");
        };
    }

    /**
     * Why the reference runs although nobody asked for it; empty where what runs is what was asked for or the usual
     * default.
     */
    public Optional<String> instead() {
        return Optional.ofNullable(instead);
    }

    /** A row that tells, where the reference runs although nobody asked for it. */
    public ResultRow told(ResultRow row) {
        String reason = row.reason() == null ? instead : instead + "; " + row.reason();
        return instead == null ? row : new ResultRow(row.result(), row.status(), reason, row.blocks());
    }

    /** Says once more, last, that the reference ran although nobody asked for it. */
    public void remind(Launchpad launchpad) {
        instead().ifPresent(launchpad::warn);
    }

    /**
     * Looks for the device, unless {@link #backend} has just found it.
     *
     * @param threads limit of compute units; null for none
     * @throws riffle.execution.BackendUnavailableException if there is no such device, or it cannot be limited
     */
    public void requireDevice(Launchpad launchpad, String name, Integer threads) {
        if (!found || device != null || threads != null) {
            Device unused = launchpad.workers().find(name, device, threads);
        }
    }

    /** Index or part of the name of the device; null for the first. */
    public String device() {
        return device;
    }

    /** Reads a plan's name. */
    public static final class PlanConverter extends LabelConverter<PlanKind> {
        PlanConverter() {
            super("plan", PlanKind.values(), PlanKind::label);
        }
    }

    /** How many compute units a device may use. */
    public record Threads(Integer limit) {
        public String label() {
            return limit == null ? "all" : limit.toString();
        }

        /**
         * Reads a label.
         *
         * @throws TypeConversionException if it is neither a number above 0 nor {@code all}
         */
        public static Threads of(String text) {
            if (text.toLowerCase(Locale.ROOT).equals("all")) {
                return new Threads(null);
            }
            if (!text.matches("[1-9]\\d{0,5}")) {
                throw new TypeConversionException("'" + text + "' is no number of threads, must be 1 or more, or all");
            }
            return new Threads(Integer.valueOf(text));
        }
    }

    /** Reads a number of threads or {@code all}. */
    public static final class ThreadsConverter implements ITypeConverter<Threads> {

        @Override
        public Threads convert(String text) {
            return Threads.of(text);
        }
    }
}
