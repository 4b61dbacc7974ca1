package riffle.form;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a product that nothing but one sum reads, and the sum, as one {@code mad()}. TornadoVM does so itself with
 * scalars, as {@code fma()}, and writes products of vectors as statements of their own.
 */
final class MultiplyAdds {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern PRODUCT = Pattern.compile(" *(v?\\d*f_\\d+)  =  (\\w+) \\* (\\w+);");
    private static final Pattern SUM = Pattern.compile("( *)(v?\\d*f_\\d+)  =  (\\w+) \\+ (\\w+);");
    private static final Pattern ASSIGNMENT = Pattern.compile(" *(\\w+)  =  .*");

    /** In its declaration, in the product and in the sum. */
    private static final int TIMES = 3;

    /** A product whose factors are still what they were. */
    private record Product(int line, String first, String second) {}

    private MultiplyAdds() {}

    /** The source with what can be fused as {@code mad()}. */
    static String of(String opencl) {
        Map<String, Integer> times = new HashMap<>();
        Matcher names = NAME.matcher(opencl);
        while (names.find()) {
            times.merge(names.group(), 1, Integer::sum);
        }
        String[] lines = opencl.split("\n", -1);
        Map<String, Product> products = new HashMap<>();
        for (int at = 0; at < lines.length; at++) {
            Matcher product = PRODUCT.matcher(lines[at]);
            Matcher sum = SUM.matcher(lines[at]);
            Matcher assignment = ASSIGNMENT.matcher(lines[at]);
            if (sum.matches()) {
                String second = products.containsKey(sum.group(4)) ? sum.group(4) : sum.group(3);
                Product of = products.remove(second);
                if (of != null) {
                    String other = second.equals(sum.group(4)) ? sum.group(3) : sum.group(4);
                    lines[of.line()] = null;
                    lines[at] = sum.group(1) + sum.group(2) + "  =  mad(" + of.first() + ", " + of.second() + ", "
                            + other + ");";
                }
            }
            if (assignment.matches()) {
                String set = assignment.group(1);
                products.values()
                        .removeIf(each ->
                                each.first().equals(set) || each.second().equals(set));
            } else {
                products.clear(); // a block begins or ends, or memory is written
            }
            if (product.matches() && times.get(product.group(1)) == TIMES) {
                products.put(product.group(1), new Product(at, product.group(2), product.group(3)));
            }
        }
        return joined(lines);
    }

    private static String joined(String[] lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line != null) {
                text.append(line).append('\n');
            }
        }
        return text.substring(0, text.length() - 1);
    }
}
