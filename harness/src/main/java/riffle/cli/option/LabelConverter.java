package riffle.cli.option;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few things by the name that people call it. */
public abstract class LabelConverter<T> implements ITypeConverter<T> {

    private final String what;
    private final List<T> values;
    private final Function<T, String> label;

    /**
     * @param what what they are, for the message
     * @param values all of them
     * @param label the name of one
     */
    protected LabelConverter(String what, T[] values, Function<T, String> label) {
        this.what = what;
        this.values = List.of(values);
        this.label = label;
    }

    @Override
    public T convert(String text) {
        return values.stream()
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("no " + what + " is called '" + text
                        + "', must be one of " + values.stream().map(label).collect(Collectors.joining(", "))));
    }
}
