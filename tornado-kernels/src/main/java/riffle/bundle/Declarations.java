package riffle.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variable declarations in a fixed order. TornadoVM declares variables in the order of a hash map, which differs
 * between processes; nothing else of its output does, and nothing else is touched.
 */
public final class Declarations {

    private static final Pattern DECLARATION = Pattern.compile("( *)(\\w+) (\\w[\\w, ]*); ?");

    private Declarations() {}

    /** The same source, declarations sorted by type and name. */
    public static String inFixedOrder(String opencl) {
        return arranged(opencl, Collections::sort);
    }

    /** The same source, names within their lines, and lines within their block, put in an order. */
    public static String arranged(String opencl, Consumer<List<String>> order) {
        List<String> lines = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : opencl.split("\n", -1)) {
            Matcher declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                List<String> names = Arrays.asList(declaration.group(3).split(", "));
                order.accept(names);
                block.add(declaration.group(1) + declaration.group(2) + " " + String.join(", ", names) + ";");
            } else {
                order.accept(block);
                lines.addAll(block);
                block.clear();
                lines.add(line);
            }
        }
        order.accept(block);
        lines.addAll(block);
        return String.join("\n", lines);
    }
}
