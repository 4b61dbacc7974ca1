package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PowerLawTest {

    @Test
    void findsTheExponentOfAPower() {
        List<Double> x = List.of(1.0, 4.0, 9.0, 100.0);
        PowerLaw law = PowerLaw.through(
                        x, x.stream().map(value -> 3 * Math.sqrt(value)).toList())
                .orElseThrow();
        assertEquals(0.5, law.exponent(), 1e-12);
        assertEquals(1, law.rSquare(), 1e-12);
    }

    @Test
    void twoPointsHaveOne() {
        PowerLaw law = PowerLaw.through(List.of(2.0, 4.0), List.of(5.0, 20.0)).orElseThrow();
        assertEquals(2, law.exponent(), 1e-12);
    }

    @Test
    void onePointHasNoLaw() {
        assertEquals(Optional.empty(), PowerLaw.through(List.of(), List.of()));
        assertEquals(Optional.empty(), PowerLaw.through(List.of(2.0, 2.0), List.of(1.0, 5.0)));
    }

    @Test
    void pointsHaveBothCoordinates() {
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.through(List.of(1.0), List.of()));
    }
}
