package riffle.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts variable declarations in a fixed order. TornadoVM declares variables in the order of a hash map, which differs between
 * processes; nothing else of its output does, and nothing else is touched.
 */
public final class Declarations {

    private static final Pattern DECLARATION = Pattern.compile("( *)(\\w+) (\\w[\\w, ]*); ?");

    private Declarations() {}

    /** The same source, declarations sorted by type and name. */
    public static String inFixedOrder(String opencl) {
        List<String> lines = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : opencl.split("\n", -1)) {
            Matcher declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                String names =
                        Arrays.stream(declaration.group(3).split(", ")).sorted().collect(Collectors.joining(", "));
                block.add(declaration.group(1) + declaration.group(2) + " " + names + ";");
            } else {
                Collections.sort(block);
                lines.addAll(block);
                block.clear();
                lines.add(line);
            }
        }
        Collections.sort(block);
        lines.addAll(block);
        return String.join("\n", lines);
    }
}
