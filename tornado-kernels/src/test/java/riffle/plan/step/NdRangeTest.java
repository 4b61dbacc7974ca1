package riffle.plan.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work-groups divide the work-items, and index arithmetic fails where a kernel's would overflow. */
final class NdRangeTest {

    static Stream<Arguments> groups() {
        return Stream.of(
                // 56 neighbours along x leave room for one row
                arguments(NdRange.of(56, 28, 3), new NdRange(56, 28, 3, 56, 1)),
                // of 14 along x all, then four rows: 56 of 64
                arguments(NdRange.of(14, 28, 3), new NdRange(14, 28, 3, 14, 4)),
                // a prime number along x divides by nothing but itself
                arguments(NdRange.of(67, 2, 1), new NdRange(67, 2, 1, 1, 2)),
                arguments(NdRange.of(128, 1, 1), new NdRange(128, 1, 1, 64, 1)),
                arguments(NdRange.of(12, 5, 2, 8), new NdRange(12, 5, 2, 6, 1)),
                arguments(new NdRange(8, 8, 1, 1, 1).grouped(16), new NdRange(8, 8, 1, 8, 2)),
                arguments(NdRange.covering(64), new NdRange(64, 1, 1, 64, 1)),
                arguments(NdRange.covering(65), new NdRange(128, 1, 1, 64, 1)),
                arguments(NdRange.covering(1), new NdRange(64, 1, 1, 64, 1)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void groupsAreTheLargestThatDivideAlongXFirst(NdRange found, NdRange expected) {
        assertEquals(expected, found);
    }

    @Test
    void emptyRangesAndGroupsThatDoNotDivideAreRefused() {
        assertEquals(1, new NdRange(1, 1, 1, 1, 1).globalZ());
        assertThrows(IllegalArgumentException.class, () -> new NdRange(0, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(1, 0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(1, 1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(4, 4, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(4, 4, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(4, 4, 1, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> new NdRange(4, 4, 1, 1, 3));
    }

    @Test
    void indicesOverflowAloud() {
        assertEquals(24, Exact.times(2, 3, 4));
        assertEquals(9, Exact.plus(2, 3, 4));
        assertThrows(ArithmeticException.class, () -> Exact.times(1 << 16, 1 << 15));
        assertThrows(ArithmeticException.class, () -> Exact.plus(Integer.MAX_VALUE, 1));
    }

    @Test
    void lanesBehindARowAreIdle() {
        assertEquals(3, Access.idleLanes(13, 8));
        assertEquals(0, Access.idleLanes(16, 8));
        assertEquals(new Access(0, false, 5, 5), Access.beyond(5));
        assertEquals(new Access(0, false, 5, 7), Access.beyond(5).withResidualBeyond(7));
    }

    @Test
    void channelsFillWholeBlocksGroupByGroup() {
        assertEquals(16, Packing.blocked(6, 2, 8));
        assertEquals(24, Packing.blocked(17, 1, 8));
        assertEquals(6, Packing.blocked(6, 3, 1));
    }
}
