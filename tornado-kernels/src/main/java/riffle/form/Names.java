package riffle.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a kernel. Names of types {@code long} and {@code ulong} are for addresses: they are set once, and known
 * until the block ends in which they are set. So whatever reads one comes after what set it, on every way through the
 * kernel, and reads the value that it had when it was last set: an address may be computed where it is used.
 */
final class Names {

    private static final String ADDRESS = "ulong";
    private static final String NUMBER = "long";

    /** An address: a distance from the start of an array's memory. */
    record Address(String array, Offset offset) {}

    private final Set<String> arguments = new HashSet<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> set = new HashSet<>();
    private final Map<String, Address> addresses = new HashMap<>();
    private final Map<String, Offset> numbers = new HashMap<>();
    private final Set<String> arrays = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final Deque<List<String>> blocks = new ArrayDeque<>();

    void openBlock() {
        blocks.push(new ArrayList<>());
    }

    void closeBlock() {
        for (String name : blocks.pop()) {
            addresses.remove(name);
            numbers.remove(name);
            arrays.remove(name);
        }
    }

    /** An array that the kernel is given. */
    void argument(String name) {
        fresh(name);
        arguments.add(name);
    }

    /** A variable, or an argument that is one. */
    void declare(String type, String name) {
        fresh(name);
        types.put(name, type);
    }

    /** An array of the kernel's own, or another name of one. */
    void array(String name) {
        fresh(name);
        types.put(name, "");
        arrays.add(name);
        blocks.element().add(name);
    }

    /** A name that must not be taken. */
    void fresh(String name) {
        if (arguments.contains(name) || types.containsKey(name)) {
            throw new IllegalArgumentException(name + " is declared twice");
        }
    }

    boolean isAddress(String name) {
        return ADDRESS.equals(types.get(name));
    }

    boolean isNumber(String name) {
        return NUMBER.equals(types.get(name));
    }

    /** Whether it is an array of the kernel's own that is known here. */
    boolean isArray(String name) {
        return arrays.contains(name);
    }

    boolean isArgument(String name) {
        return arguments.contains(name);
    }

    /** Whether an expression may read a name here, as a value that stays in the source. */
    boolean isValue(String name) {
        String type = types.getOrDefault(name, ADDRESS);
        return type.equals(NUMBER)
                ? Offset.of(name).equals(numbers.get(name))
                : !type.equals(ADDRESS) && !type.isEmpty();
    }

    /** Sets an address that is computed where it is used. */
    void address(String name, Address address) {
        once(name);
        addresses.put(name, address);
        left.add(name);
    }

    /** Sets a number that is computed where it is used. */
    void derived(String name, Offset offset) {
        once(name);
        numbers.put(name, offset);
        left.add(name);
    }

    /** Sets a number that stays in the source. */
    void index(String name) {
        once(name);
        numbers.put(name, Offset.of(name));
    }

    private void once(String name) {
        if (!set.add(name)) {
            throw new IllegalArgumentException("address " + name + " is set a second time");
        }
        blocks.element().add(name);
    }

    Address address(String name) {
        return Optional.ofNullable(addresses.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is no address that is known here"));
    }

    Offset number(String name) {
        return Optional.ofNullable(numbers.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is no number that is known here"));
    }

    /** Whether what set it has left the source. */
    boolean hasLeft(String name) {
        return left.contains(name);
    }
}
