package riffle.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import riffle.form.Names.Address;

/**
 * Writes accesses as elements of arrays. TornadoVM computes the address of each as an integer, over several statements,
 * and makes a pointer of it; compilers then see neither that two accesses are neighbours nor which part of an address
 * stays the same in a loop. These statements go; all others stay as they are, and so does the order of everything.
 *
 * <p>It reads one kernel in the form in which TornadoVM writes kernels: a statement a line, every variable declared at
 * the top, blocks in braces. It understands every statement or refuses the kernel.
 */
final class IndexedAccesses {

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
    private static final Pattern PRAGMA = Pattern.compile("#pragma OPENCL EXTENSION \\w+ : enable *");
    private static final Pattern COMMENT = Pattern.compile("//[\\w \\[\\]]*");
    private static final Pattern HEAD = Pattern.compile("__kernel void (\\w+)\\(([^()]*)\\)");
    private static final Pattern ARRAY_ARGUMENT = Pattern.compile("__global uchar \\*(\\w+)");
    private static final Pattern VALUE_ARGUMENT = Pattern.compile("__private (\\w+) (\\w+)");

    /** Arguments before the kernel's own. Nothing can read them: no expression knows their names. */
    private static final List<String> LEADING = List.of(
            "__global long *_kernel_context",
            "__constant uchar *_constant_region",
            "__local uchar *_local_region",
            "__global int *_atomics");

    private static final Pattern DECLARATION = Pattern.compile("(\\w+) (\\w[\\w, ]*);");
    private static final Pattern ARRAY = Pattern.compile("__(?:private|local) (\\w+) (\\w+)\\[\\d+];");
    private static final Pattern ARRAY_NAME = Pattern.compile("__(?:private|local) (\\w+)\\* (\\w+) = (\\w+);");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+) *= *([^= ].*);");
    private static final Pattern OF_ARRAY = Pattern.compile("\\(ulong\\) (\\w+)");
    private static final Pattern SUM = Pattern.compile("(\\w+) \\+ ([A-Za-z_]\\w*)");
    private static final Pattern MORE = Pattern.compile("(\\w+) \\+ (-?\\d{1,12})L");
    private static final Pattern SHIFT = Pattern.compile("(\\w+) << (\\d{1,2})");
    private static final Pattern CONTROL = Pattern.compile("(if|for)\\((.*)\\)");

    /** What a block belongs to. */
    private enum Block {
        KERNEL,
        IF,
        OTHER
    }

    private final Names names = new Names();
    private final Expressions expressions = new Expressions(names);
    private final List<String> lines = new ArrayList<>();

    /** Declarations by the position of their line. */
    private final Map<Integer, Declaration> declarations = new LinkedHashMap<>();

    private final Deque<Block> open = new ArrayDeque<>();
    private boolean headed;
    private Block expected;
    private boolean afterIf;
    private int top;

    private record Declaration(String type, List<String> names) {}

    private IndexedAccesses() {}

    /**
     * The source with accesses as elements of arrays.
     *
     * @param kernel name of its function
     * @throws FormException if it does not understand a statement
     */
    static String of(String kernel, String opencl) {
        IndexedAccesses accesses = new IndexedAccesses();
        String[] lines = opencl.split("\n", -1);
        int at = 0;
        try {
            for (; at < lines.length; at++) {
                accesses.read(lines[at], kernel);
            }
            at--;
            return accesses.written();
        } catch (IllegalArgumentException e) {
            throw new FormException(kernel, at + 1, lines[at], e.getMessage());
        }
    }

    private void read(String line, String kernel) {
        require(PRINTABLE.matcher(line).matches(), "a character of another kind");
        String code = code(line).strip();
        if (code.isEmpty()) {
            lines.add(line);
        } else if (!headed) {
            head(line, kernel);
        } else if (open.isEmpty() || code.equals("{")) {
            openBlock(code, line);
        } else {
            require(expected == null, "a block is missing before it");
            boolean follows = afterIf;
            afterIf = false;
            statement(line, code, follows);
        }
    }

    /** What is before a line's comment. */
    private static String code(String line) {
        int comment = line.indexOf("//");
        require(comment < 0 || COMMENT.matcher(line.substring(comment)).matches(), "a comment of another form");
        return comment < 0 ? line : line.substring(0, comment);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void head(String line, String kernel) {
        lines.add(line);
        if (PRAGMA.matcher(line).matches()) {
            return;
        }
        Matcher head = HEAD.matcher(line);
        require(head.matches(), "neither a pragma nor a kernel");
        require(head.group(1).equals(kernel), "a kernel of another name");
        List<String> arguments = Arrays.asList(head.group(2).split(", ", -1));
        int leading = LEADING.size();
        require(
                arguments.size() > leading && arguments.subList(0, leading).equals(LEADING),
                "other arguments before the kernel's own");
        for (String argument : arguments.subList(leading, arguments.size())) {
            Matcher array = ARRAY_ARGUMENT.matcher(argument);
            Matcher value = VALUE_ARGUMENT.matcher(argument);
            if (array.matches()) {
                names.argument(array.group(1));
            } else {
                require(value.matches() && Expressions.isType(value.group(1)), "an argument of another kind");
                names.declare(value.group(1), value.group(2));
            }
        }
        headed = true;
        expected = Block.KERNEL;
    }

    private void openBlock(String code, String line) {
        require(expected != null && code.equals("{"), "a statement outside the kernel, or a block of nothing");
        open.push(expected);
        expected = null;
        names.openBlock();
        lines.add(line);
        if (open.size() == 1) {
            top = lines.size();
        }
    }

    private void statement(String line, String code, boolean follows) {
        Matcher control = CONTROL.matcher(code);
        if (code.equals("}")) {
            names.closeBlock();
            afterIf = open.pop() == Block.IF;
            lines.add(line);
        } else if (code.equals("else")) {
            require(follows, "no block of an if before it");
            expected = Block.OTHER;
            lines.add(line);
        } else if (code.equals("break;") || code.equals("return;")) {
            lines.add(line);
        } else if (control.matches()) {
            control(line, control);
        } else if (!declared(line, code)) {
            assigned(line, code);
        }
    }

    private void control(String line, Matcher control) {
        boolean loop = control.group(1).equals("for");
        String condition = control.group(2);
        if (loop) {
            require(condition.startsWith(";") && condition.endsWith(";"), "a loop of another form");
            condition =
                    condition.substring(1, Math.max(1, condition.length() - 1)).strip();
        }
        if (!loop || !condition.isEmpty()) {
            Tokens tokens = new Tokens(condition);
            StringBuilder copy = new StringBuilder();
            expressions.copy(tokens, copy);
            require(tokens.atEnd(), "more than a condition");
            require(copy.toString().equals(condition), "an access in a condition");
        }
        expected = loop ? Block.OTHER : Block.IF;
        lines.add(line);
    }

    /** Reads a declaration, if it is one. */
    private boolean declared(String line, String code) {
        Matcher variables = DECLARATION.matcher(code);
        Matcher array = ARRAY.matcher(code);
        Matcher name = ARRAY_NAME.matcher(code);
        if (variables.matches()) {
            String type = variables.group(1);
            require(Expressions.isType(type), "no type");
            require(open.size() == 1, "a declaration in a block");
            List<String> all = Arrays.asList(variables.group(2).split(", ", -1));
            require(all.stream().allMatch(Tokens::isName), "no list of names");
            all.forEach(each -> names.declare(type, each));
            declarations.put(lines.size(), new Declaration(type, all));
        } else if (array.matches()) {
            require(Expressions.isType(array.group(1)), "no type");
            names.array(array.group(2));
        } else if (name.matches()) {
            require(Expressions.isType(name.group(1)) && names.isArray(name.group(3)), "no array that is known here");
            names.array(name.group(2));
        } else {
            return false;
        }
        lines.add(line);
        return true;
    }

    private void assigned(String line, String code) {
        Matcher assignment = ASSIGNMENT.matcher(code);
        if (assignment.matches()) {
            String name = assignment.group(1);
            String value = assignment.group(2);
            if (names.isAddress(name)) {
                names.address(name, address(value));
                return;
            }
            if (names.isNumber(name)) {
                number(name, value, line);
                return;
            }
            require(names.isValue(name), '"' + name + "\" is no variable");
        }
        copied(line);
    }

    private Address address(String value) {
        Matcher array = OF_ARRAY.matcher(value);
        Matcher sum = SUM.matcher(value);
        Matcher more = MORE.matcher(value);
        if (array.matches()) {
            require(names.isArgument(array.group(1)), "no array of the kernel's arguments");
            return new Address(array.group(1), Offset.NONE);
        }
        if (sum.matches()) {
            Address from = names.address(sum.group(1));
            return new Address(from.array(), from.offset().plus(names.number(sum.group(2))));
        }
        require(more.matches(), "an address of another form");
        Address from = names.address(more.group(1));
        return new Address(from.array(), from.offset().plus(Long.parseLong(more.group(2))));
    }

    private void number(String name, String value, String line) {
        Matcher more = MORE.matcher(value);
        Matcher shift = SHIFT.matcher(value);
        if (more.matches() && names.isNumber(more.group(1))) {
            names.derived(name, names.number(more.group(1)).plus(Long.parseLong(more.group(2))));
        } else if (shift.matches() && names.isNumber(shift.group(1))) {
            names.derived(name, names.number(shift.group(1)).shifted(Integer.parseInt(shift.group(2))));
        } else {
            copied(line); // before the name is known: it cannot be of itself
            names.index(name);
        }
    }

    /** A statement that stays, its accesses as elements. */
    private void copied(String line) {
        Tokens from = new Tokens(code(line).stripTrailing());
        StringBuilder to = new StringBuilder();
        if (from.startsWith(".", "=")) {
            from.copy(to);
        } else if (from.startsWith(".", "(")) {
            expressions.copy(from, to);
            from.copy(";", to);
            require(from.atEnd(), "more than a statement");
            lines.add(to.toString());
            return;
        } else {
            expressions.copyElement(from, to);
        }
        from.copy("=", to);
        expressions.copy(from, to);
        from.copy(";", to);
        require(from.atEnd(), "more than a statement");
        lines.add(to.toString());
    }

    private String written() {
        require(headed && open.isEmpty() && expected == null, "the kernel does not end");
        declarations.forEach((at, declaration) -> {
            List<String> kept = declaration.names().stream()
                    .filter(name -> !names.hasLeft(name))
                    .toList();
            lines.set(at, kept.isEmpty() ? null : "  " + declaration.type() + ' ' + String.join(", ", kept) + ';');
        });
        lines.addAll(top, expressions.pointers().values());
        return lines.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"));
    }
}
