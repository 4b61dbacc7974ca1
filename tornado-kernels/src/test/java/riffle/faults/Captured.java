package riffle.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import riffle.plan.family.Kernel;

/** A captured kernel, line by line, and where its values come from. */
final class Captured {

    /** The origin of a product. */
    static final String PRODUCT = "product";

    private static final Pattern ASSIGNMENT = Pattern.compile(" *(\\w+)  =  (.*);");
    private static final Pattern LOAD = Pattern.compile(".*\\(__global float \\*\\) (ul_\\d+)\\)");
    private static final Pattern ADDRESS = Pattern.compile("(ul_\\d+) \\+ (?:l_\\d+|\\d+L)");
    private static final Pattern ARGUMENT = Pattern.compile("\\(ulong\\) (\\w+)");
    private static final Pattern COPY = Pattern.compile("(?:\\(float\\d+\\)\\()?(v?\\d*f_\\d+)(?:\\.s\\w|,.*\\))?");
    private static final Pattern MULTIPLIED = Pattern.compile("v?\\d*f_\\d+(?:\\.s\\w)? \\* v?\\d*f_\\d+(?:\\.s\\w)?");
    private static final Pattern BRANCH = Pattern.compile("( *)if\\((b_\\d+)\\)");
    private static final int HEADER_BYTES = 16;

    private final Kernel kernel;
    private final List<String> lines;
    private final Map<String, List<String>> definitions = new HashMap<>();

    Captured(Kernel kernel, String opencl) {
        this.kernel = kernel;
        lines = Arrays.asList(opencl.split("\n", -1));
        for (String line : lines) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                definitions
                        .computeIfAbsent(assignment.group(1), name -> new ArrayList<>())
                        .add(assignment.group(2));
            }
        }
    }

    Kernel kernel() {
        return kernel;
    }

    List<String> lines() {
        return lines;
    }

    /** The source with another line in the place of one. */
    String with(int line, String other) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(line, other);
        return String.join("\n", changed);
    }

    /**
     * What a value is made of: {@value #PRODUCT}, and names of buffers that it was loaded from; other ways are not
     * followed.
     */
    Set<String> origins(String value) {
        Set<String> found = new TreeSet<>();
        follow(value, found, new HashSet<>());
        return found;
    }

    private void follow(String value, Set<String> found, Set<String> seen) {
        String name = value.replaceFirst("\\.s\\w$", "");
        if (!seen.add(name)) {
            return;
        }
        for (String definition : definitions.getOrDefault(name, List.of())) {
            Matcher load = LOAD.matcher(definition);
            Matcher copy = COPY.matcher(definition);
            if (load.matches()) {
                found.add(buffer(load.group(1)));
            } else if (MULTIPLIED.matcher(definition).matches()) {
                found.add(PRODUCT);
            } else if (copy.matches()) {
                follow(copy.group(1), found, seen);
            }
        }
    }

    private String buffer(String address) {
        String definition = only(address);
        Matcher argument = ARGUMENT.matcher(definition);
        Matcher sum = ADDRESS.matcher(definition);
        if (argument.matches()) {
            return argument.group(1);
        }
        return sum.matches() ? buffer(sum.group(1)) : "unknown";
    }

    private String only(String name) {
        List<String> all = definitions.getOrDefault(name, List.of());
        return all.size() == 1 ? all.getFirst() : "";
    }

    /** For each line whether calls for vectors of so many floats may come there; 0 where that is no argument. */
    boolean[] within(int lanes) {
        boolean[] within = new boolean[lines.size()];
        Arrays.fill(within, true);
        int position = kernel.shape().indexOf("lanes");
        for (int i = 0; position >= 0 && i < lines.size(); i++) {
            Matcher branch = BRANCH.matcher(lines.get(i));
            if (!branch.matches()) {
                continue;
            }
            String[] sides = only(branch.group(2)).split(" < ", 2);
            if (sides.length == 2 && only(sides[0]).matches("\\*\\(\\(__global int \\*\\) ul_\\d+\\)")) {
                String address = only(sides[0]).replaceAll(".*(ul_\\d+).*", "$1");
                if (only(address).endsWith(" + " + (HEADER_BYTES + Integer.BYTES * position) + "L")) {
                    int otherwise = end(i, branch.group(1)) + 1;
                    boolean taken = lanes < Integer.parseInt(sides[1]);
                    Arrays.fill(
                            within, taken ? otherwise : i, taken ? end(otherwise, branch.group(1)) : otherwise, false);
                }
            }
        }
        return within;
    }

    /** The next line that ends a block of this indentation. */
    private int end(int from, String indent) {
        int line = from + 1;
        while (!lines.get(line).startsWith(indent + "}")) {
            line++;
        }
        return line;
    }
}
