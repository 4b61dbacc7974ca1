package riffle.needs;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import riffle.bundle.CallingConvention;

/**
 * What a kernel's source asks of a compiler and a device.
 *
 * @param privateBytes of its arrays, for each work-item
 * @param localBytes of its arrays and of the local memory that it is handed, for each work-group
 * @param features what not every device has
 * @param extensions that it switches on, whether it uses them or not
 */
record SourceNeeds(long privateBytes, long localBytes, Set<Feature> features, Set<String> extensions) {

    private static final Map<String, Integer> BYTES = Map.of("float", 4, "int", 4, "long", 8, "double", 8);
    /** Every kernel of TornadoVM's has it, and none of ours reads it. */
    private static final String LOCAL_ARGUMENT = "__local uchar *_local_region";

    private static final Pattern EXTENSION = Pattern.compile("#pragma OPENCL EXTENSION (\\w+) : enable");

    /** Something that a device may lack. */
    enum Feature {
        /** Numbers of 64 bits, or literals that stand for them. */
        FP64("\\bdouble\\d*\\b|\\b\\d+\\.\\d*(?:[eE][+-]?\\d+)?(?![\\w.])"),
        FP16("\\bv?half\\d*\\b"),
        /** Of the full profile, but optional in the embedded one. */
        INT64("\\bu?long\\d*\\b"),
        ATOMICS("\\batom(?:ic)?_\\w+"),
        BARRIERS("\\b(?:barrier|work_group_\\w+|sub_group_\\w+)\\b"),
        IMAGES("\\bimage\\dd_t\\b|\\b(?:read|write)_image\\w+");

        private final Pattern pattern;

        Feature(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads a source. */
    static SourceNeeds of(String opencl) {
        String code = opencl.replaceAll("(?m)^#.*$|//.*$", "").replaceAll("(?s)/\\*.*?\\*/", "");
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (feature.pattern.matcher(code).find()) {
                features.add(feature);
            }
        }
        Set<String> extensions = EXTENSION
                .matcher(opencl)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        long region = code.contains(LOCAL_ARGUMENT) ? CallingConvention.LOCAL_BYTES : 0;
        return new SourceNeeds(arrays("private", code), region + arrays("local", code), features, extensions);
    }

    private static long arrays(String space, String code) {
        return Pattern.compile("\\b(?:__)?" + space + " (\\w+) \\w+\\[(\\d+)\\]")
                .matcher(code)
                .results()
                .mapToLong(SourceNeeds::bytes)
                .sum();
    }

    private static long bytes(MatchResult array) {
        Integer each = BYTES.get(array.group(1));
        if (each == null) {
            throw new IllegalArgumentException("an array of " + array.group(1) + ", whose size is not known here");
        }
        return each * Long.parseLong(array.group(2));
    }
}
