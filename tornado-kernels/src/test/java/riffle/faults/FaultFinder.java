package riffle.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import riffle.faults.Fault.Mistake;
import riffle.plan.family.Kernel;

/** Every place of a captured kernel where a fault of some kind can be planted. */
final class FaultFinder {

    private static final String FLOAT = "(v?\\d*f_\\d+(?:\\.s\\w)?)";
    private static final String SET = "( *\\w+  =  )";
    private static final Pattern INDEX = Pattern.compile("( *l_\\d+  =  \\(long\\) i_\\d+);");
    private static final Pattern QUOTIENT = Pattern.compile("( *i_\\d+  =  )(i_\\d+ / i_\\d+);");
    private static final Pattern SUM = Pattern.compile(SET + FLOAT + " \\+ " + FLOAT + ";");
    private static final Pattern FUSED = Pattern.compile(SET + "fma\\(" + FLOAT + ", " + FLOAT + ", " + FLOAT + "\\);");
    private static final Pattern LARGER = Pattern.compile(SET + "fmax\\(" + FLOAT + ", (" + FLOAT + "|0\\.0F)\\);");
    /** A second operand 0 stands for a border that is read and written back, which changes nothing by design. */
    private static final Pattern MASKED = Pattern.compile(SET + "fmin\\(" + FLOAT + ", " + FLOAT + "\\);");

    private static final Pattern ZERO = Pattern.compile("(.*  =  )0\\.0F;");
    private static final Pattern CLAMPED = Pattern.compile(SET + "max\\((i_\\d+), 0\\);");
    private static final Pattern INTEGERS = Pattern.compile("( *i_\\d+  =  )(i_\\d+) \\+ (i_\\d+);");
    private static final Pattern LITERAL = Pattern.compile("( *i_\\d+  =  )(i_\\d+) \\+ (\\d+);");
    private static final Pattern BELOW = Pattern.compile("(.*i_\\d+) < (i_\\d+|\\d+)(;.*)");

    /** Kernels whose maximum is what they compute, and no rectifier. */
    private static final Set<Kernel> MAXIMA =
            Set.of(Kernel.MAX_POOL, Kernel.MAX_POOL_3X3, Kernel.SOFTMAX, Kernel.LOG_SOFTMAX);

    private final Captured source;
    private final List<Fault> faults = new ArrayList<>();

    private FaultFinder(Captured source) {
        this.source = source;
    }

    /**
     * All of them, in the order of lines.
     *
     * @param lanes floats of the vectors that calls ask for, 0 where that is no argument
     */
    static List<Fault> of(Captured source, int lanes) {
        FaultFinder finder = new FaultFinder(source);
        boolean[] within = source.within(lanes);
        for (int line = 0; line < within.length; line++) {
            if (within[line]) {
                finder.integers(line);
                finder.floats(line);
            }
        }
        return finder.faults;
    }

    private void integers(int line) {
        String text = source.lines().get(line);
        Matcher found = INDEX.matcher(text);
        if (found.matches()) {
            add(Mistake.INDEX, line, found.group(1) + " + 1;");
            add(Mistake.INDEX, line, found.group(1) + " - 1;");
        }
        found = QUOTIENT.matcher(text);
        if (found.matches()) {
            add(Mistake.GROUP, line, found.group(1) + "max(" + found.group(2) + " - 1, 0);");
        }
        found = CLAMPED.matcher(text);
        if (found.matches()) {
            add(Mistake.BORDER, line, found.group(1) + found.group(2) + ";");
        }
        found = INTEGERS.matcher(text);
        if (found.matches()) {
            add(Mistake.OPERAND, line, found.group(1) + found.group(2) + ";");
            add(Mistake.OPERAND, line, found.group(1) + found.group(3) + ";");
        }
        found = LITERAL.matcher(text);
        if (found.matches()) {
            int more = Integer.parseInt(found.group(3)) + 1;
            add(Mistake.CONSTANT, line, found.group(1) + found.group(2) + " + " + more + ";");
        }
        found = BELOW.matcher(text);
        if (found.matches()) {
            add(Mistake.COMPARISON, line, found.group(1) + " <= " + found.group(2) + found.group(3));
        }
    }

    private void floats(int line) {
        String text = source.lines().get(line);
        Matcher found = SUM.matcher(text);
        if (found.matches()) {
            sum(line, found.group(1), found.group(2), found.group(3));
            sum(line, found.group(1), found.group(3), found.group(2));
        }
        found = FUSED.matcher(text);
        if (found.matches()) {
            add(Mistake.TAP, line, found.group(1) + found.group(4) + ";");
        }
        found = LARGER.matcher(text);
        if (found.matches() && !MAXIMA.contains(source.kernel())) {
            add(Mistake.RELU, line, found.group(1) + found.group(2) + ";");
        } else if (found.matches()) {
            add(Mistake.TAP, line, found.group(1) + found.group(2) + ";");
            add(Mistake.TAP, line, found.group(1) + found.group(3) + ";");
        }
        found = MASKED.matcher(text);
        if (found.matches()) {
            add(Mistake.BORDER, line, found.group(1) + found.group(2) + ";");
        }
        found = ZERO.matcher(text);
        if (found.matches()) {
            add(Mistake.BORDER, line, found.group(1) + "1.0F;");
        }
    }

    /** A sum of floats, one of which is dropped: a product or what was loaded. */
    private void sum(int line, String set, String kept, String dropped) {
        Set<String> origins = source.origins(dropped);
        if (origins.contains(residual())) {
            add(Mistake.RESIDUAL, line, set + kept + ";");
        } else if (!origins.isEmpty()) {
            add(Mistake.TAP, line, set + kept + ";");
        }
    }

    /** The buffer that a kernel adds to what it computed. */
    private String residual() {
        return switch (source.kernel()) {
            case ADD_RELU, ADD_ARRAYS, ADD_BROADCAST -> "second";
            case SHUFFLE_UNIT -> "x";
            default -> "residual";
        };
    }

    private void add(Mistake kind, int line, String after) {
        faults.add(new Fault(kind, source.kernel(), line, source.lines().get(line), after));
    }
}
