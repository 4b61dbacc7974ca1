package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import riffle.operator.Parameter;

class MisfitsTest {

    private static final NamedTensor ONE = new NamedTensor(List.of(1), new float[1]);

    @Test
    void noneIsFitting() {
        assertEquals(0, misfits(0, 0, 0).count());
    }

    @Test
    void eachOfAFewIsNamed() {
        assertEquals(
                "does not hold the weights of it: odd0 is [1], expected [2]; gone0 is missing, expected [2];"
                        + " more0 is not a parameter of it, found [1]; gone1 is missing, expected [2];"
                        + " gone2 is missing, expected [2]",
                misfits(1, 3, 1).message("it"));
    }

    @Test
    void ofMoreTheFirstOfEachKindAreNamedAndTheOthersCounted() {
        assertEquals(
                "does not hold the weights of it: odd0 is [1], expected [2]; gone0 is missing, expected [2];"
                        + " more0 is not a parameter of it, found [1]; odd1 is [1], expected [2];"
                        + " gone1 is missing, expected [2]; and 1 more",
                misfits(2, 2, 2).message("it"));
        assertEquals(
                "does not hold the weights of it: gone0 is missing, expected [2]; gone1 is missing, expected [2];"
                        + " gone2 is missing, expected [2]; gone3 is missing, expected [2];"
                        + " gone4 is missing, expected [2]; and 4 more",
                misfits(0, 9, 0).message("it"));
    }

    private static Misfits misfits(int misshaped, int missing, int surplus) {
        Map<String, Parameter> expected = new LinkedHashMap<>();
        Map<String, NamedTensor> found = new LinkedHashMap<>();
        for (int i = 0; i < misshaped; i++) {
            expected.put("odd" + i, new Parameter("weight", List.of(2)));
            found.put("odd" + i, ONE);
        }
        for (int i = 0; i < missing; i++) {
            expected.put("gone" + i, new Parameter("weight", List.of(2)));
        }
        for (int i = 0; i < surplus; i++) {
            found.put("more" + i, ONE);
        }
        expected.put("right", new Parameter("weight", List.of(1)));
        found.put("right", ONE);
        return Misfits.between(expected, found);
    }
}
