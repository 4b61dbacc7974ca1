package riffle.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import riffle.tensor.OddValues;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

class NonFiniteShapesTest {

    private static final List<Case> CASES = NonFiniteShapes.all();

    @Test
    void everyOperatorIsThereAlone() throws IOException, URISyntaxException {
        Set<Class<?>> operators = CASES.stream()
                .filter(some -> some.network().nodes().size() == 1)
                .map(some -> some.network().nodes().getFirst().operator().getClass())
                .collect(Collectors.toSet());
        assertEquals(OperatorRecords.all(), operators);
    }

    @Test
    void namesAreUniqueAndNoneOfTheOtherTables() {
        Set<String> names = new HashSet<>();
        ShapeTable.all().forEach(some -> names.add(some.name()));
        for (Case some : CASES) {
            assertTrue(names.add(some.name()), some.name());
        }
    }

    /** A device that drops NaN fails, and so does one that spreads it from image to image. */
    @Test
    void everyCaseHasNanAndTellsSomethingBesides() {
        for (Case some : CASES) {
            Tensor output = some.oracle();
            assertTrue(containsNan(output.data()), some::name);
            assertEquals(0, some.compare(output).error(), some::name);
            Comparison zeros = some.compare(Tensor.zeros(output.shape()));
            assertEquals(Double.POSITIVE_INFINITY, zeros.error(), some::name);

            Shape shape = some.inputs().getFirst().shape();
            int finite = 0;
            for (int image = 0; image < shape.n(); image++) {
                if (some.inputs().size() == 1
                        && OddValues.notFinite(image(some.inputs().getFirst(), image))
                                .isEmpty()) {
                    float[] clean = image(output, image);
                    assertEquals(Optional.empty(), OddValues.notFinite(clean), some::name);
                    finite++;
                }
            }
            assertTrue(finite == shape.n() / 2 || some.inputs().size() == 2, some::name);
        }
    }

    @Test
    void aBatchHasNanAloneInfinitiesAloneAndBoth() {
        Tensor input = CASES.getFirst().inputs().getFirst();
        assertArrayEquals(
                new String[] {"Infinity -Infinity NaN", "", "NaN", "", "Infinity", "", "-Infinity", ""},
                IntStream.range(0, input.shape().n())
                        .mapToObj(image -> kinds(image(input, image)))
                        .toArray());
    }

    private static String kinds(float[] data) {
        return IntStream.range(0, data.length)
                .filter(i -> !Float.isFinite(data[i]))
                .mapToObj(i -> Float.toString(data[i]))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static float[] image(Tensor tensor, int image) {
        int features = tensor.shape().features();
        return Arrays.copyOfRange(tensor.data(), image * features, (image + 1) * features);
    }

    private static boolean containsNan(float[] data) {
        for (float value : data) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
