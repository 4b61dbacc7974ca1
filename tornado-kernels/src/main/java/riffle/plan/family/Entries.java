package riffle.plan.family;

import static riffle.plan.step.Exact.require;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** The entries of a shape array as the components of a family's record, and back. */
public final class Entries {

    /** An entry that may be 0; all others divide, or count something. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface FromZero {}

    /** An entry that may be any number. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Signed {}

    /** An entry that is 0 or 1. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Flag {}

    /** What reflection says of a family, once. */
    private record Layout(List<String> names, List<RecordComponent> components, Constructor<?> constructor) {

        static Layout of(Class<?> family) {
            List<RecordComponent> components = List.of(family.getRecordComponents());
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Layout(
                        components.stream().map(RecordComponent::getName).toList(),
                        components,
                        family.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has a canonical constructor", e);
            }
        }
    }

    private static final ClassValue<Layout> LAYOUTS = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> family) {
            return Layout.of(family);
        }
    };

    private Entries() {}

    /** Names of the entries of a family, in order. */
    static List<String> names(Class<? extends Family> family) {
        return LAYOUTS.get(family).names();
    }

    /** The shape array of a call. */
    public static List<Integer> of(Family family) {
        return LAYOUTS.get(family.getClass()).components().stream()
                .map(component -> value(component, family))
                .toList();
    }

    /**
     * A family's record from a shape array.
     *
     * @param values as many as the family has entries
     */
    static Family read(Class<? extends Family> family, List<Integer> values) {
        try {
            return family.cast(LAYOUTS.get(family).constructor().newInstance(values.toArray()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(family + " is no record of " + values.size() + " ints", e);
        }
    }

    /**
     * Refuses entries below what their kind allows.
     *
     * @throws IllegalArgumentException that names the entry, its value and what was expected
     */
    static void check(Family family) {
        for (RecordComponent component : LAYOUTS.get(family.getClass()).components()) {
            String name = component.getName();
            int value = value(component, family);
            boolean flag = component.isAnnotationPresent(Flag.class);
            int least = least(component);
            require(value >= least, name + " is " + value + ", expected at least " + least);
            require(!flag || value <= 1, name + " is " + value + ", expected 0 or 1");
        }
    }

    /** Whether an entry of a family may be negative. */
    static boolean isSigned(Class<? extends Family> family, String entry) {
        Layout layout = LAYOUTS.get(family);
        return layout.components().get(layout.names().indexOf(entry)).isAnnotationPresent(Signed.class);
    }

    private static int least(RecordComponent component) {
        if (component.isAnnotationPresent(Signed.class)) {
            return Integer.MIN_VALUE;
        }
        boolean fromZero = component.isAnnotationPresent(FromZero.class) || component.isAnnotationPresent(Flag.class);
        return fromZero ? 0 : 1;
    }

    private static int value(RecordComponent component, Family family) {
        try {
            return (int) component.getAccessor().invoke(family);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
