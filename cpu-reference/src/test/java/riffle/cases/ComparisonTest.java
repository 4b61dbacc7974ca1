package riffle.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

class ComparisonTest {

    private static Tensor tensor(float... data) {
        return new Tensor(new Shape(1, data.length / 2, 1, 2), data);
    }

    @Test
    void errorIsRelativeToTheLargestExpectedValue() {
        Comparison comparison = Comparison.of(tensor(1, 2, 3.5f, -8), tensor(1, 2, 3, -8));

        assertEquals(0.5 / 8, comparison.error());
        assertEquals("3.5 instead of 3.0 at (0, 1, 0, 0)", comparison.detail());
        assertTrue(comparison.within(0.0625));
        assertFalse(comparison.within(0.0624));
    }

    @Test
    void equalTensorsHaveNoError() {
        assertEquals(0, Comparison.of(tensor(0, 0), tensor(0, 0)).error());
        assertEquals(0, Comparison.of(tensor(1, -2), tensor(1, -2)).error());
    }

    @Test
    void anythingButZeroIsInfinitelyFarFromZeros() {
        assertEquals(
                Double.POSITIVE_INFINITY,
                Comparison.of(tensor(0, 1e-9f), tensor(0, 0)).error());
    }

    @Test
    void valuesThatAreNotFiniteNeverPass() {
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (float value : odd) {
            assertFalse(Comparison.of(tensor(1, value), tensor(1, 1)).within(Double.MAX_VALUE));
            assertFalse(Comparison.of(tensor(1, 1), tensor(1, value)).within(Double.MAX_VALUE));
            assertFalse(Comparison.of(tensor(1, value), tensor(1, value)).within(Double.MAX_VALUE));
        }
    }

    @Test
    void whereTheyAreExpectedTheyMustBeTheSame() {
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] others = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1, 0, Float.MAX_VALUE};
        for (float should : odd) {
            for (float is : others) {
                Comparison comparison = Comparison.withNonFinite(tensor(1, is), tensor(1, should));
                assertEquals(Float.compare(is, should) == 0 ? 0 : Double.POSITIVE_INFINITY, comparison.error());
                assertEquals(
                        Double.POSITIVE_INFINITY,
                        Comparison.withNonFinite(tensor(1, should), tensor(1, 1))
                                .error());
            }
        }
    }

    @Test
    void finiteValuesAmongOthersAreComparedAsEver() {
        Comparison comparison = Comparison.withNonFinite(
                tensor(Float.NaN, 2.5f, Float.NEGATIVE_INFINITY, 5), tensor(Float.NaN, 2, Float.NEGATIVE_INFINITY, 5));
        assertEquals(0.1, comparison.error());
        assertEquals("2.5 instead of 2.0 at (0, 0, 0, 1)", comparison.detail());
    }

    @Test
    void whatIsWrongIsSaid() {
        assertEquals(
                "0.0 instead of NaN at (0, 0, 0, 1)",
                Comparison.withNonFinite(tensor(1, 0), tensor(1, Float.NaN)).detail());
        assertEquals(
                "NaN instead of NaN at (0, 0, 0, 1), where both should be finite",
                Comparison.of(tensor(1, Float.NaN), tensor(1, Float.NaN)).detail());
    }

    @Test
    void anotherShapeNeverPasses() {
        Comparison comparison = Comparison.of(tensor(1, 2), tensor(1, 2).reshape(new Shape(1, 2, 1, 1)));
        assertFalse(comparison.within(Double.MAX_VALUE));
        assertEquals("shape is 1x1x1x2, expected 1x2x1x1", comparison.detail());
    }
}
