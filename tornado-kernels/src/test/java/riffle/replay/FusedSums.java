package riffle.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sums and differences of floats in generated OpenCL, by how many of their two operands may be products. With one,
 * a compiler that fuses has no choice; with two it has. An operand may be a product if anything ever assigned to it is
 * one, be it by way of other variables or of a vector that holds one.
 *
 * @param withTwoProducts these sums as they are written
 * @param withOneProduct how many sums a compiler can fuse in one way
 */
record FusedSums(List<String> withTwoProducts, int withOneProduct) {

    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*(.*?)\\s*;\\s*$");
    private static final String OPERAND = "(\\w+)(?:\\.s\\w)?";
    private static final Pattern PRODUCT = Pattern.compile(OPERAND + "\\s*\\*\\s*" + OPERAND);
    private static final Pattern SUM = Pattern.compile(OPERAND + "\\s*[-+]\\s*" + OPERAND);
    private static final Pattern COPY = Pattern.compile("(?:\\(float\\d*\\))?\\(?[\\w., ]+\\)?");
    private static final Pattern FLOAT = Pattern.compile("(?:v\\d+)?f_\\d+");

    static FusedSums of(String opencl) {
        Map<String, List<String>> assigned = new HashMap<>();
        List<String> sums = new ArrayList<>();
        ASSIGNMENT.matcher(opencl).results().forEach(assignment -> {
            assigned.computeIfAbsent(assignment.group(1), variable -> new ArrayList<>())
                    .add(assignment.group(2));
            if (isFloat(assignment.group(1)) && SUM.matcher(assignment.group(2)).matches()) {
                sums.add(assignment.group(2));
            }
        });
        Set<String> products = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, List<String>> variable : assigned.entrySet()) {
                if (isFloat(variable.getKey())
                        && variable.getValue().stream().anyMatch(value -> mayBeProduct(value, products))) {
                    more |= products.add(variable.getKey());
                }
            }
        }
        return new FusedSums(
                sums.stream().filter(sum -> products(sum, products) == 2).toList(),
                (int) sums.stream().filter(sum -> products(sum, products) == 1).count());
    }

    private static boolean isFloat(String variable) {
        return FLOAT.matcher(variable).matches();
    }

    private static boolean mayBeProduct(String value, Set<String> products) {
        return PRODUCT.matcher(value).matches()
                || (COPY.matcher(value).matches()
                        && FLOAT.matcher(value).results().anyMatch(part -> products.contains(part.group())));
    }

    private static long products(String sum, Set<String> products) {
        Matcher operands = SUM.matcher(sum);
        return operands.matches()
                ? Stream.of(operands.group(1), operands.group(2))
                        .filter(products::contains)
                        .count()
                : 0;
    }
}
