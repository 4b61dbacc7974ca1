package riffle.execution;

import java.util.List;
import java.util.Map;

/**
 * What the Java machine of a backend's worker is started with, over what every worker gets.
 *
 * @param arguments options, before all others
 * @param environment variables to set
 */
public record Start(List<String> arguments, Map<String, String> environment) {

    /** Nothing of its own. */
    public static final Start PLAIN = new Start(List.of(), Map.of());

    public Start {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
