package riffle.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kernel does to memory, step by step, in either form: it computes addresses as the kernel does, takes branches
 * by lot, and makes a number of everything else that depends on its text and on the values of its names. Two forms of a
 * kernel that take the same branches must read and write the same bytes, in the same order, and write the same values.
 *
 * <p>It shares no code with the form that it judges.
 */
final class AccessTrace {

    private static final int MOST_BRANCHES = 60;
    private static final long HEADER = 16;
    private static final Map<String, Long> BYTES = Map.of("int", 4L, "float", 4L, "long", 8L, "double", 8L);

    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
    private static final Pattern SET = Pattern.compile("(\\w+) *= *([^=].*);");
    private static final String CAST = "\\( *__global +(\\w+) *\\* *\\) *(\\w+)";
    private static final Pattern ACCESSED = Pattern.compile("\\* *\\( *" + CAST + " *\\)");
    private static final Pattern POINTED = Pattern.compile(CAST);
    private static final Pattern POINTER =
            Pattern.compile("__global (\\w+) \\*(\\w+) += +\\(__global \\w+ \\*\\)" + " \\((\\w+) \\+ 16\\);");
    private static final Pattern TERMS = Pattern.compile("(?:\\((u?long)\\) )?(\\w+)(?: (\\+|-|<<) (-?\\w+))?");

    private final String[] lines;
    private final Map<Integer, Integer> ends = new HashMap<>();
    private final Map<String, Long> values = new HashMap<>();

    /** Arrays and types of elements, by the names of pointers to their first elements. */
    private final Map<String, String[]> pointers = new HashMap<>();

    private Pattern elements = Pattern.compile("(?!)");
    private final List<String> trace = new ArrayList<>();
    private final Random lots;
    private int branches;

    private enum Left {
        NOTHING,
        LOOP,
        KERNEL
    }

    private AccessTrace(String opencl, long seed) {
        lines = opencl.lines()
                .map(line -> line.replaceFirst("//.*", "").strip())
                .toArray(String[]::new);
        lots = new Random(seed);
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < lines.length; at++) {
            if (lines[at].equals("{")) {
                open.push(at);
            } else if (lines[at].equals("}")) {
                ends.put(open.pop(), at);
            }
        }
    }

    /** What a kernel reads and writes, and the values that decide its branches. */
    static List<String> of(String opencl, long seed) {
        AccessTrace run = new AccessTrace(opencl, seed);
        int start = run.next(0);
        while (!run.lines[start].equals("{")) {
            start = run.next(start + 1);
        }
        Left unused = run.block(start);
        return run.trace;
    }

    /** The first line from one on that is not empty. */
    private int next(int from) {
        int at = from;
        while (lines[at].isEmpty()) {
            at++;
        }
        return at;
    }

    private Left block(int opening) {
        int end = ends.get(opening);
        int at = opening + 1;
        while (at < end) {
            String line = lines[at];
            Left left = Left.NOTHING;
            if (line.startsWith("if(")) {
                int then = next(at + 1);
                boolean taken = branch(line);
                left = taken ? block(then) : Left.NOTHING;
                at = ends.get(then);
                int after = next(at + 1);
                if (lines[after].equals("else")) {
                    int otherwise = next(after + 1);
                    left = taken ? left : block(otherwise);
                    at = ends.get(otherwise);
                }
            } else if (line.startsWith("for(")) {
                int body = next(at + 1);
                while (left == Left.NOTHING && branches < MOST_BRANCHES && (branch(line) || line.equals("for(;;)"))) {
                    left = block(body);
                }
                left = left == Left.LOOP ? Left.NOTHING : left;
                at = ends.get(body);
            } else if (line.equals("break;") || line.equals("return;")) {
                return line.equals("break;") ? Left.LOOP : Left.KERNEL;
            } else if (!line.isEmpty()) {
                statement(line);
            }
            if (left != Left.NOTHING) {
                return left;
            }
            at++;
        }
        return Left.NOTHING;
    }

    private boolean branch(String line) {
        branches++;
        trace.add(evaluated(line));
        return branches < MOST_BRANCHES && lots.nextInt(5) > 1;
    }

    private void statement(String line) {
        Matcher pointer = POINTER.matcher(line);
        Matcher set = SET.matcher(line);
        if (pointer.matches()) {
            pointers.put(pointer.group(2), new String[] {pointer.group(3), pointer.group(1)});
            elements = Pattern.compile(
                    "\\b(" + String.join("|", pointers.keySet()) + ")(?:\\[([^\\[\\]]*)]|" + " \\+ ([^,)]*))");
        } else if (set.matches()) {
            String name = set.group(1);
            values.put(name, name.startsWith("ul_") || name.startsWith("l_") ? exact(set.group(2)) : 0L);
            if (!name.startsWith("ul_") && !name.startsWith("l_")) {
                values.put(name, (long) evaluated(set.group(2)).hashCode());
            }
        } else if (line.startsWith("*") || line.contains("=") || line.contains("(")) {
            trace.add("write " + evaluated(line));
        }
    }

    /** Sums, shifts and casts of numbers of 64 bits; anything else by its text. */
    private long exact(String text) {
        Matcher terms = TERMS.matcher(text);
        if (!terms.matches()) {
            return evaluated(text).hashCode();
        }
        long named = value(terms.group(2));
        long first = "long".equals(terms.group(1)) ? (int) named : named;
        if (terms.group(3) == null) {
            return first;
        }
        long second = value(terms.group(4));
        return switch (terms.group(3)) {
            case "+" -> first + second;
            case "-" -> first - second;
            default -> first << second;
        };
    }

    private long value(String word) {
        String digits = word.replaceFirst("L$", "");
        return digits.matches("-?\\d+")
                ? Long.parseLong(digits)
                : values.getOrDefault(word, (long) word.hashCode() << 24);
    }

    /** A text with addresses in place of what points at memory, and values in place of names. */
    private String evaluated(String text) {
        String first = ACCESSED.matcher(text).replaceAll(access -> original("access", access));
        String pointed = POINTED.matcher(first).replaceAll(pointer -> original("pointer", pointer));
        String second = elements.matcher(pointed).replaceAll(this::element);
        return NAME.matcher(second)
                .replaceAll(name -> values.containsKey(name.group()) ? Long.toString(values.get(name.group())) : "$0");
    }

    private String original(String how, MatchResult match) {
        return located(how, match.group(1), value(match.group(2)));
    }

    private String element(MatchResult match) {
        String[] pointer = pointers.get(match.group(1));
        boolean access = match.group(2) != null;
        long index = exact(access ? match.group(2) : match.group(3));
        long address = value(pointer[0]) + HEADER + BYTES.getOrDefault(pointer[1], 1L) * index;
        return located(access ? "access" : "pointer", pointer[1], address);
    }

    private String located(String how, String type, long address) {
        String what = how + '_' + type + '_' + Long.toHexString(address);
        trace.add(what);
        return what;
    }
}
