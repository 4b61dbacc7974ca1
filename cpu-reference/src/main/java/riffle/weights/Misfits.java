package riffle.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import riffle.operator.Parameter;

/**
 * Where tensors differ from the parameters that a network wants.
 *
 * @param missing names that are not there, with the shape expected
 * @param misshaped names of another shape, with both
 * @param surplus names that the network does not know
 */
record Misfits(List<String> missing, List<String> misshaped, List<String> surplus) {

    private static final int NAMED_OFFENDERS = 5;

    /** Compares tensors with parameters of the same names. */
    static Misfits between(Map<String, Parameter> expected, Map<String, NamedTensor> found) {
        List<String> missing = new ArrayList<>();
        List<String> misshaped = new ArrayList<>();
        List<String> surplus = new ArrayList<>();
        expected.forEach((name, parameter) -> {
            NamedTensor tensor = found.get(name);
            if (tensor == null) {
                missing.add(name + " is missing, expected " + parameter.dimensions());
            } else if (!tensor.dimensions().equals(parameter.dimensions())) {
                misshaped.add(name + " is " + tensor.dimensions() + ", expected " + parameter.dimensions());
            }
        });
        new TreeMap<>(found).forEach((name, tensor) -> {
            if (!expected.containsKey(name)) {
                surplus.add(SafeTensorsHeader.quote(name) + " is not a parameter of it, found " + tensor.dimensions());
            }
        });
        return new Misfits(missing, misshaped, surplus);
    }

    boolean isEmpty() {
        return count() == 0;
    }

    int count() {
        return missing.size() + misshaped.size() + surplus.size();
    }

    /** One line that names the first few; of each kind at least one, if there is one. */
    String message(String network) {
        List<String> named = new ArrayList<>();
        for (int i = 0; named.size() < Math.min(NAMED_OFFENDERS, count()); i++) {
            for (List<String> kind : List.of(misshaped, missing, surplus)) {
                if (i < kind.size() && named.size() < NAMED_OFFENDERS) {
                    named.add(kind.get(i));
                }
            }
        }
        String more = count() > named.size() ? "; and " + (count() - named.size()) + " more" : "";
        return "does not hold the weights of " + network + ": " + String.join("; ", named) + more;
    }
}
