package riffle.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a manifest and where it stands. Every access checks; what does not fit is a {@link BundleException} that
 * names the file, the place and what was expected.
 *
 * @param file name of the library or bundle
 * @param path where in the manifest, as people write it: {@code calls[3].shape.height}
 * @param node the value; missing nodes are values too, that fit nothing
 */
record ManifestValue(String file, String path, JsonNode node) {

    private static final int LONGEST_QUOTE = 60;

    /** The value of a key. */
    ManifestValue at(String key) {
        if (!node.isObject()) {
            throw expected("an object");
        }
        return new ManifestValue(file, path.isEmpty() ? key : path + "." + key, node.path(key));
    }

    /** The elements of a list. */
    List<ManifestValue> list(int least, int most) {
        if (!node.isArray() || node.size() < least || node.size() > most) {
            throw expected("a list of " + (least == most ? least : least + " to " + most));
        }
        List<ManifestValue> places = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            places.add(new ManifestValue(file, path + "[" + i + "]", node.get(i)));
        }
        return places;
    }

    /** A line of text. */
    String text(int longest) {
        if (!node.isTextual()
                || node.textValue().length() > longest
                || node.textValue().chars().anyMatch(Character::isISOControl)) {
            throw expected("a line of text of at most " + longest + " characters");
        }
        return node.textValue();
    }

    /** A whole number from {@code least} on. */
    int integer(int least) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least) {
            throw expected("a whole number from " + least + " to " + Integer.MAX_VALUE);
        }
        return node.intValue();
    }

    /** A whole number from 0 on. */
    long count() {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw expected("a whole number from 0 to " + Long.MAX_VALUE);
        }
        return node.longValue();
    }

    /** A finite number. */
    double real() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw expected("a number");
        }
        return node.doubleValue();
    }

    /** A number, or the name of one that is not finite: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
    double anyReal() {
        return switch (node.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> real();
        };
    }

    /** The place itself, unless its value is null. */
    Optional<ManifestValue> optional() {
        return node.isNull() ? Optional.empty() : Optional.of(this);
    }

    /** Refuses everything but one value, and names the first place where they differ. */
    void requireSame(JsonNode other) {
        if (node.isObject() && other.isObject()) {
            for (Map.Entry<String, JsonNode> property : other.properties()) {
                at(property.getKey()).requireSame(property.getValue());
            }
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!other.has(name)) {
                    throw at(name).problem("is unknown to this version of Riffle");
                }
            }
        } else if (node.isArray() && other.isArray() && node.size() == other.size()) {
            List<ManifestValue> places = list(0, node.size());
            for (int i = 0; i < places.size(); i++) {
                places.get(i).requireSame(other.get(i));
            }
        } else if (!node.equals(other)) {
            throw expected(quote(other));
        }
    }

    /** The exception for a value that is not what it should be. */
    BundleException expected(String what) {
        return problem("is " + (node.isMissingNode() ? "missing" : quote(node)) + ", expected " + what);
    }

    /** The exception for anything else about a value. */
    BundleException problem(String what) {
        return new BundleException(
                file + ": " + BundleZip.MANIFEST + ": " + (path.isEmpty() ? "its value" : line(path)) + " " + what);
    }

    private static String quote(JsonNode node) {
        if (node.isContainerNode()) {
            return (node.isArray() ? "a list of " : "an object of ") + node.size();
        }
        return line(node.toString());
    }

    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
