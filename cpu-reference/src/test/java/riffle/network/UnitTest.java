package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

class UnitTest {

    private static long counted(Unit unit) {
        return unit.network().cost().macs();
    }

    @ParameterizedTest
    @CsvSource({"240, 60, 3, 28, 28", "256, 64, 8, 7, 9", "48, 12, 4, 1, 1", "1088, 272, 4, 13, 5"})
    void section32sFormulasHold(int c, int m, int g, int h, int w) {
        Shape input = new Shape(1, c, h, w);
        long hw = (long) h * w;

        assertEquals(hw * (2L * c * m + 9L * m * m), counted(new Unit(Unit.Kind.RESNET, input, m, 1)));
        assertEquals(hw * (2L * c * m + 9L * m * m / g), counted(new Unit(Unit.Kind.RESNEXT, input, m, g)));
        assertEquals(hw * (2L * c * m + 9L * m), counted(new Unit(Unit.Kind.DEPTHWISE, input, m, 1)));
        assertEquals(hw * (2L * c * m / g + 9L * m), counted(new Unit(Unit.Kind.SHUFFLENET, input, m, g)));
        for (Unit.Kind kind : List.of(Unit.Kind.RESNET, Unit.Kind.RESNEXT, Unit.Kind.DEPTHWISE, Unit.Kind.SHUFFLENET)) {
            Unit unit = new Unit(kind, input, m, kind == Unit.Kind.DEPTHWISE ? 1 : g);
            assertEquals(OptionalLong.of(counted(unit)), unit.formulaMacs(), kind.label());
            assertEquals(counted(unit), hw * value(kind.formula(), Map.of("c", c, "m", m, "g", unit.groups())));
        }
    }

    /** Value of what stands behind hw in a formula as reports print it, such as (2cm/g + 9m^2). */
    private static long value(String formula, Map<String, Integer> numbers) {
        assertTrue(formula.startsWith("hw(") && formula.endsWith(")"), formula);
        long sum = 0;
        for (String term : formula.substring(3, formula.length() - 1).split(" \\+ ", -1)) {
            long product = 1;
            Matcher factor = Pattern.compile("(/?)(\\d+|[cmg])(\\^2)?").matcher(term);
            while (factor.find()) {
                String name = factor.group(2);
                long number = numbers.containsKey(name) ? numbers.get(name) : Long.parseLong(name);
                long power = factor.group(3) == null ? number : number * number;
                product = factor.group(1).isEmpty() ? product * power : product / power;
            }
            sum += product;
        }
        return sum;
    }

    @Test
    void unitsAreCalledAsInThePapers() {
        Shape input = new Shape(1, 64, 3, 3);
        assertEquals(
                "ResNet unit",
                new Unit(Unit.Kind.RESNET, input, 16, 1).network().name());
        assertEquals(
                "ResNeXt unit",
                new Unit(Unit.Kind.RESNEXT, input, 16, 4).network().name());
        assertEquals(
                "unit of Fig. 2(a)",
                new Unit(Unit.Kind.DEPTHWISE, input, 16, 1).network().name());
    }

    @Test
    void pointwiseConvolutionsAreMostOfResNeXt() {
        Network unit = NetworkSpec.of(Architecture.RESNEXT_UNIT, 32, 1)
                .withSize(56, 56)
                .build();
        long pointwise = unit.nodes().stream()
                .map(Node::operator)
                .filter(operator -> operator instanceof PointwiseConv)
                .mapToLong(operator -> operator.macs())
                .sum();

        assertEquals(93.4, 100.0 * pointwise / unit.cost().macs(), 0.05);
    }

    @Test
    void strideTwoHalvesTheMapAndDoublesTheChannels() {
        Network unit =
                NetworkSpec.of(Architecture.UNIT_C, 3, 1).withSize(28, 28).build();
        assertEquals(new Shape(1, 240, 28, 28), unit.input());
        assertEquals(new Shape(1, 480, 14, 14), unit.output());
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"RESNEXT_UNIT", "UNIT_A", "UNIT_B"})
    void unitsCanBeMadeEquallyCostly(Architecture family) {
        long target = Complexity.of(
                        NetworkSpec.of(Architecture.RESNET_UNIT, 1, 1).withSize(28, 28))
                .macsConv();
        NetworkSpec found = UnitFamily.ofComplexity(family, family.usualGroups(), 28, 28, target);
        assertEquals(1, (double) Complexity.of(found).macsConv() / target, 0.02, found::title);
    }

    /** Scales from 0.9 to 1.1 round to the same 256 channels: of those that cost the same, the one nearest to 1. */
    @Test
    void ofEquallyCostlyUnitsTheUsualWidthIsTaken() {
        NetworkSpec usual = NetworkSpec.of(Architecture.RESNEXT_UNIT, 32, 1).withSize(28, 28);
        long macs = Complexity.of(usual).macsConv();
        assertEquals(usual, UnitFamily.ofComplexity(Architecture.RESNEXT_UNIT, 32, 28, 28, macs));
    }

    @Test
    void theNarrowestUnitsAreTaken() {
        assertEquals(1, new Unit(Unit.Kind.RESNET, new Shape(1, 4, 3, 3), 1, 1).bottleneck());
        Network narrow = ShuffleNet.unit(new Shape(1, 4, 3, 3), 4, 1, 1, 1);
        assertEquals(new Shape(1, 4, 3, 3), narrow.output());
    }

    @Test
    void whatIsNoUnitIsRefused() {
        Shape input = new Shape(1, 240, 8, 8);
        assertThrows(IllegalArgumentException.class, () -> new Unit(Unit.Kind.RESNET, input, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Unit(Unit.Kind.SHUFFLENET, input, 61, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> NetworkSpec.of(Architecture.ALEXNET, 1, 1).unit());
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.of(Architecture.RESNEXT_UNIT, 0, 1));
        assertTrue(new Unit(Unit.Kind.SHUFFLENET_STRIDE_2, input, 120, 3)
                .formulaMacs()
                .isEmpty());
    }
}
