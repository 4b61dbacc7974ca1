package riffle.cases;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import riffle.operator.Operator;

/** Every operator that there is: the records of riffle.operator, found among its compiled classes. */
final class OperatorRecords {

    private OperatorRecords() {}

    static Set<Class<?>> all() throws IOException, URISyntaxException {
        Path classes = Path.of(Operator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names;
        try (Stream<Path> files = Files.list(classes.resolve("riffle/operator"))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> "riffle.operator." + name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
        return names.stream()
                .map(OperatorRecords::load)
                .filter(type -> type.isRecord() && Operator.class.isAssignableFrom(type))
                .collect(Collectors.toSet());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
