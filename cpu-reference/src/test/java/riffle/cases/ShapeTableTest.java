package riffle.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import riffle.tensor.Tensor;

class ShapeTableTest {

    private static final List<Case> CASES = ShapeTable.all();

    @Test
    void everyOperatorIsThere() throws IOException, URISyntaxException {
        Set<Class<?>> operators = CASES.stream()
                .flatMap(shape -> shape.network().nodes().stream())
                .map(node -> node.operator().getClass())
                .collect(Collectors.toSet());
        assertEquals(OperatorRecords.all(), operators);
    }

    @Test
    void everyOperatorHasSeveralBatchesAndSizes() {
        CASES.stream().map(Case::type).distinct().forEach(type -> {
            List<Case> cases =
                    CASES.stream().filter(shape -> shape.type().equals(type)).toList();
            assertTrue(cases.size() >= 2, type);
            assertTrue(cases.stream().anyMatch(shape -> shape.network().input().n() > 1), type);
        });
    }

    @Test
    void everyTypeHasATighterToleranceThanNetworks() {
        Stream.concat(CASES.stream(), GoldenOperators.all().stream())
                .forEach(some -> assertNotEquals(Tolerance.NETWORK, Tolerance.of(some), some.name()));
        assertEquals(Tolerance.NETWORK, Tolerance.ofSeveral(Tolerance.WHOLE_NETWORK));
        assertThrows(IllegalArgumentException.class, () -> Tolerance.ofSeveral("conv_swish"));
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        for (Case shape : CASES) {
            assertTrue(names.add(shape.name()), shape.name());
        }
    }

    @Test
    void outputsAreFiniteAndTellSomething() {
        for (Case shape : CASES) {
            Tensor output = shape.oracle();
            Comparison comparison = Comparison.of(Tensor.zeros(output.shape()), output);
            boolean oneLogarithm =
                    shape.type().equals("log_softmax") && output.shape().features() == 1;
            assertEquals(oneLogarithm ? 0 : 1, comparison.error(), shape::name);
        }
    }
}
