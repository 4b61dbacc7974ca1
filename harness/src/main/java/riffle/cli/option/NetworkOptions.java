package riffle.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;
import riffle.network.Architecture;
import riffle.network.ModelFormat;
import riffle.network.NetworkSpec;
import riffle.weights.Asked;

/** The options that say which network, for every command that takes one. */
public final class NetworkOptions {

    private static final double DEFAULT_SCALE = 1;
    private static final Size DEFAULT_SIZE = new Size(224, 224);
    private static final Size DEFAULT_UNIT_SIZE = new Size(NetworkName.UNIT_SIDE, NetworkName.UNIT_SIDE);
    private static final int DEFAULT_BATCH = 1;
    private static final int CLASSES = 1000;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            converter = NetworkName.Converter.class,
            description = {
                "${bundle:choice.networks}; or one unit: ${bundle:choice.units} (Fig. 2 of the paper); or FILE.onnx, a"
                        + " network of your own (docs/onnx.md)"
            })
    private NetworkName name;

    @Option(
            names = "--groups",
            paramLabel = "G",
            description = {"${bundle:choice.groups}"})
    private Integer groups;

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "width multiplier of ${bundle:choice.scaled} and units (default: 1)")
    private Double scale;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = SizeConverter.class,
            description = "rows x columns of the input (default: 224x224; of a unit: 28x28)")
    private Size size;

    @Option(names = "--batch", paramLabel = "N", description = "images at once (default: " + DEFAULT_BATCH + ")")
    private Integer batch;

    /**
     * The network asked for.
     *
     * @throws ParameterException if none was, or an option is out of range or not this network's
     */
    public NetworkSpec require() {
        return find().orElseThrow(() -> refuse("--network is missing, must be one of " + NetworkName.CHOICES));
    }

    /**
     * The network asked for, if any.
     *
     * @throws ParameterException if an option is out of range, not this network's, or without a network
     */
    public Optional<NetworkSpec> find() {
        if (name == null) {
            if (Stream.of(groups, scale, size, batch).anyMatch(option -> option != null)) {
                throw refuse("--groups, --scale, --size and --batch need --network, one of " + NetworkName.CHOICES);
            }
            return Optional.empty();
        }
        return Optional.of(
                name.file().isPresent()
                        ? model(name.file().get())
                        : named(name.family().orElseThrow()));
    }

    private NetworkSpec named(Architecture architecture) {
        int chosenGroups = groups == null ? architecture.usualGroups() : groups;
        double chosenScale = scale == null ? DEFAULT_SCALE : scale;
        if (!architecture.hasGroups() && groups != null) {
            throw refuse("--groups is " + groups + ", but " + architecture.label() + " has no groups to choose");
        }
        if (!architecture.hasScale() && scale != null) {
            throw refuse("--scale is " + scale + ", but " + architecture.label() + " has one width only");
        }
        Size usualSize = architecture.isUnit() ? DEFAULT_UNIT_SIZE : DEFAULT_SIZE;
        Size chosenSize = size == null ? usualSize : size;
        try {
            return new NetworkSpec(
                    architecture,
                    chosenGroups,
                    chosenScale,
                    batch == null ? DEFAULT_BATCH : batch,
                    chosenSize.height(),
                    chosenSize.width(),
                    CLASSES);
        } catch (IllegalArgumentException e) {
            throw refuse("--" + e.getMessage()); // the record names its numbers as the options do
        }
    }

    /** The network in a file; what the file fixes cannot be asked for otherwise. */
    private NetworkSpec model(Path file) {
        if (groups != null || scale != null) {
            throw refuse(
                    (groups != null ? "--groups" : "--scale") + " is for named networks, and --network is " + file);
        }
        if (batch != null && batch < 1) {
            throw refuse("--batch is " + batch + ", must be at least 1");
        }
        OptionalInt images = batch == null ? OptionalInt.empty() : OptionalInt.of(batch);
        OptionalInt rows = size == null ? OptionalInt.empty() : OptionalInt.of(size.height());
        OptionalInt columns = size == null ? OptionalInt.empty() : OptionalInt.of(size.width());
        NetworkSpec found = ModelFormat.installed().spec(file, images, rows, columns);
        if (batch != null && batch != found.batch()) {
            throw refuse("--batch is " + batch + ", but the input of " + file + " is " + found.input());
        }
        if (size != null && (size.height() != found.height() || size.width() != found.width())) {
            throw refuse("--size is " + size.height() + "x" + size.width() + ", but the input of " + file + " is "
                    + found.input());
        }
        return found;
    }

    /** What the options say of the weights of {@link #require}: what is not said may be anything. */
    public Asked asked() {
        return new Asked(
                Optional.ofNullable(name).flatMap(NetworkName::family),
                groups == null ? OptionalInt.empty() : OptionalInt.of(groups),
                scale == null ? OptionalDouble.empty() : OptionalDouble.of(scale));
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Rows and columns of an image. */
    private record Size(int height, int width) {}

    /** Reads {@code 480x640}. */
    static final class SizeConverter implements ITypeConverter<Size> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

        @Override
        public Size convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no size, must be rows x columns such as 224x224 or 480x640");
            }
            return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
