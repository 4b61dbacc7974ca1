package riffle.form;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import riffle.bundle.CallingConvention;
import riffle.form.Names.Address;

/**
 * Reads expressions and writes them again as they are, but for addresses made pointers: what they point at becomes an
 * element of an array, and the pointer itself one into the array.
 */
final class Expressions {

    private static final Pattern TYPE =
            Pattern.compile("(bool|u?char|u?short|half|u?int|float|u?long|double)(2|3|4|8|16)?");

    private static final Map<String, Integer> BYTES = Map.of(
            "char", 1, "uchar", 1, "short", 2, "ushort", 2, "half", 2, "int", 4, "uint", 4, "float", 4, "long", 8,
            "double", 8);

    private static final Set<String> BINARY =
            Set.of("+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "|", "^", "&&", "||");

    private static final Set<String> UNARY = Set.of("-", "!", "~");

    private static final Pattern NO_FUNCTION =
            Pattern.compile(TYPE.pattern() + "|if|else|for|while|do|switch|return|goto|sizeof");

    private static final Pattern NUMBER = Pattern.compile("\\d.*");
    private static final Pattern COMPONENT = Pattern.compile("s[0-9A-F]");

    /** Names of OpenCL's own, such as those of fences. */
    private static final Pattern CONSTANT = Pattern.compile("CLK_[A-Z_]+");

    private static final int DEEPEST = 50;

    private final Names names;

    /** Pointers to the elements of an array, by their names. */
    private final Map<String, String> pointers = new TreeMap<>();

    Expressions(Names names) {
        this.names = names;
    }

    static boolean isType(String word) {
        return TYPE.matcher(word).matches();
    }

    /** Lines that declare the pointers which were needed, by names that are taken from now on. */
    Map<String, String> pointers() {
        pointers.keySet().forEach(names::fresh);
        return pointers;
    }

    /** Copies an expression. */
    void copy(Tokens from, StringBuilder to) {
        expression(from, to, 0);
    }

    /** Copies what can be written to: an element of an array. */
    void copyElement(Tokens from, StringBuilder to) {
        if (from.startsWith("*")) {
            access(from, to);
        } else {
            arrayElement(from, to, 0);
        }
    }

    private void expression(Tokens from, StringBuilder to, int depth) {
        unary(from, to, depth);
        while (BINARY.contains(from.ahead(0))) {
            from.copy(to);
            unary(from, to, depth);
        }
    }

    private void unary(Tokens from, StringBuilder to, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("parentheses too deep");
        }
        while (UNARY.contains(from.ahead(0))) {
            from.copy(to);
        }
        if (from.startsWith("*")) {
            access(from, to);
        } else if (from.startsWith("(", ".", ")") && isType(from.ahead(1))) {
            from.copy(to);
            from.copy(to);
            from.copy(to);
            unary(from, to, depth + 1);
        } else if (from.startsWith("(")) {
            list(from, to, depth, false);
        } else if (NUMBER.matcher(from.ahead(0)).matches()
                || CONSTANT.matcher(from.ahead(0)).matches()) {
            from.copy(to);
        } else if (from.startsWith(".", "(")
                && !NO_FUNCTION.matcher(from.ahead(0)).matches()) {
            from.copy(to);
            list(from, to, depth, true);
        } else if (from.startsWith(".", "[")) {
            arrayElement(from, to, depth);
        } else {
            value(from, to);
        }
    }

    /** Expressions between parentheses; those of a call may be pointers, or none at all. */
    private void list(Tokens from, StringBuilder to, int depth, boolean call) {
        from.copy("(", to);
        if (call && from.startsWith(")")) {
            from.copy(to);
            return;
        }
        argument(from, to, depth, call);
        while (from.startsWith(",")) {
            from.copy(to);
            argument(from, to, depth, call);
        }
        from.copy(")", to);
    }

    private void argument(Tokens from, StringBuilder to, int depth, boolean call) {
        if (call && from.startsWith("(", "__global")) {
            to.append(from.space());
            Element element = pointer(from);
            to.append(element.pointer()).append(" + ").append(element.index());
        } else {
            expression(from, to, depth + 1);
        }
    }

    private void value(Tokens from, StringBuilder to) {
        String name = from.ahead(0);
        if (!names.isValue(name)) {
            throw new IllegalArgumentException('"' + name + "\" is no value that is known here");
        }
        from.copy(to);
        if (from.ahead(0).equals(".") && COMPONENT.matcher(from.ahead(1)).matches()) {
            from.copy(to);
            from.copy(to);
        }
    }

    private void arrayElement(Tokens from, StringBuilder to, int depth) {
        if (!names.isArray(from.ahead(0))) {
            throw new IllegalArgumentException('"' + from.ahead(0) + "\" is no array that is known here");
        }
        from.copy(to);
        from.copy("[", to);
        expression(from, to, depth + 1);
        from.copy("]", to);
    }

    /** What an address made a pointer points at. */
    private void access(Tokens from, StringBuilder to) {
        to.append(from.space());
        from.skip(1);
        StringBuilder unused = new StringBuilder();
        from.copy("(", unused);
        Element element = pointer(from);
        from.copy(")", unused);
        to.append(element.pointer()).append('[').append(element.index()).append(']');
    }

    private record Element(String pointer, String index) {}

    /** Reads an address made a pointer. */
    private Element pointer(Tokens from) {
        if (!from.startsWith("(", "__global", ".", "*", ")", ".")) {
            throw new IllegalArgumentException("no address made a pointer to global memory");
        }
        String type = from.ahead(2);
        Integer bytes = BYTES.get(type);
        if (bytes == null) {
            throw new IllegalArgumentException("a pointer to " + type);
        }
        Address address = names.address(from.ahead(5));
        from.skip(6);
        String pointer = address.array() + '_' + type;
        pointers.put(
                pointer,
                "  __global " + type + " *" + pointer + "  =  (__global " + type + " *) (" + address.array() + " + "
                        + CallingConvention.HEADER_BYTES + ");");
        return new Element(pointer, address.offset().element(bytes, CallingConvention.HEADER_BYTES));
    }
}
