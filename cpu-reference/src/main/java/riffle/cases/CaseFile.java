package riffle.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensorsFile;
import riffle.weights.WeightsException;

/**
 * A case file with typed access to its metadata, where every value is text as Python prints it, and its tensors.
 *
 * @param path the file, for messages
 * @param content what it holds
 */
record CaseFile(Path path, SafeTensorsFile content) {

    private static final Pattern PAIR = Pattern.compile("[(\\[]\\s*(\\S+?)\\s*,\\s*(\\S+?)\\s*,?\\s*[)\\]]");

    /** Two values for rows and columns. */
    record Pair(int rows, int columns) {

        @Override
        public String toString() {
            return "(" + rows + ", " + columns + ")";
        }
    }

    /** The name of the operator. */
    String op() {
        return text("op").orElseThrow(() -> problem("metadata op is missing, expected the name of an operator"));
    }

    /** A whole number that must be there. */
    int integer(String key) {
        return text(key)
                .map(value -> integer(key, value))
                .orElseThrow(() -> problem(op() + " needs metadata " + key + ", which is missing"));
    }

    /** A whole number with PyTorch's default. */
    int integer(String key, int otherwise) {
        return text(key).map(value -> integer(key, value)).orElse(otherwise);
    }

    /** A whole number with PyTorch's default, or two for rows and columns that must be equal. */
    int equalPair(String key, int otherwise) {
        return text(key).isEmpty() ? otherwise : equalPair(key);
    }

    /** A whole number that must be there, or two for rows and columns that must be equal. */
    int equalPair(String key) {
        Pair pair = pair(key);
        if (pair.rows() != pair.columns()) {
            throw problem("metadata " + key + " is " + pair + ", rows and columns must be equal");
        }
        return pair.rows();
    }

    /** A whole number, or two for rows and columns. */
    Pair pair(String key) {
        return text(key)
                .map(value -> pair(key, value))
                .orElseThrow(() -> problem(op() + " needs metadata " + key + ", which is missing"));
    }

    /** A whole number, or two for rows and columns, with a default. */
    Pair pair(String key, Pair otherwise) {
        return text(key).map(value -> pair(key, value)).orElse(otherwise);
    }

    /** Whole numbers that must be there: {@code [0, 2, 1, 3]}, or one alone. */
    List<Integer> integers(String key) {
        return text(key)
                .map(value -> integers(key, value))
                .orElseThrow(() -> problem(op() + " needs metadata " + key + ", which is missing"));
    }

    /** Whole numbers with a default. */
    List<Integer> integers(String key, List<Integer> otherwise) {
        return text(key).map(value -> integers(key, value)).orElse(otherwise);
    }

    /** A real number with PyTorch's default. */
    double real(String key, double otherwise) {
        Optional<String> value = text(key);
        try {
            return value.map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw problem("metadata " + key + " is " + value.get() + ", expected a number");
        }
    }

    /** True or False with PyTorch's default. */
    boolean flag(String key, boolean otherwise) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw problem("metadata " + key + " is " + value.get() + ", expected True or False");
        };
    }

    /** A tensor that must be there, as it is. */
    NamedTensor tensor(String name) {
        NamedTensor tensor = content.tensors().get(name);
        if (tensor == null) {
            throw problem(op() + " needs tensor " + name + ", which is missing");
        }
        return tensor;
    }

    /** Whether there is a tensor of that name. */
    boolean has(String name) {
        return content.tensors().containsKey(name);
    }

    /** A convolution's weight: rank 4. */
    List<Integer> filterDimensions(String name) {
        return dimensions(name, 4, "[output channels, input channels / groups, kernel height, kernel width]");
    }

    /** Dimensions of a tensor that must have a certain rank. */
    List<Integer> dimensions(String name, int rank, String meaning) {
        List<Integer> dimensions = tensor(name).dimensions();
        if (dimensions.size() != rank || dimensions.contains(0)) {
            throw problem("tensor " + name + " is " + dimensions + ", expected " + meaning);
        }
        return dimensions;
    }

    /** An input or output: [N, C, H, W], or [N, features]. */
    Tensor activation(String name) {
        NamedTensor tensor = tensor(name);
        List<Integer> d = tensor.dimensions();
        if (d.contains(0) || (d.size() != 2 && d.size() != 4)) {
            throw problem("tensor " + name + " is " + d + ", expected [N, C, H, W] or [N, features], none of them 0");
        }
        Shape shape =
                d.size() == 2 ? Shape.vector(d.get(0), d.get(1)) : new Shape(d.get(0), d.get(1), d.get(2), d.get(3));
        return new Tensor(shape, tensor.data());
    }

    /** An exception whose message begins with the file. */
    WeightsException problem(String message) {
        return new WeightsException(path, message);
    }

    /** A metadata value; Python's None counts as absent. */
    Optional<String> text(String key) {
        Map<String, String> metadata = content.metadata();
        return Optional.ofNullable(metadata.get(key)).map(String::strip).filter(value -> !value.equals("None"));
    }

    private List<Integer> integers(String key, String value) {
        String row = value.replaceFirst("^[(\\[](.*?),?\\s*[)\\]]$", "$1");
        return Stream.of(row.split(",")).map(each -> integer(key, each.strip())).toList();
    }

    private int integer(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw problem("metadata " + key + " is " + value + ", expected a whole number");
        }
    }

    private Pair pair(String key, String value) {
        Matcher pair = PAIR.matcher(value);
        return pair.matches()
                ? new Pair(integer(key, pair.group(1)), integer(key, pair.group(2)))
                : new Pair(integer(key, value), integer(key, value));
    }
}
