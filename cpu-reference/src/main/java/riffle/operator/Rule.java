package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/** The checks that operator records share; each message names the operator, the value and the rule. */
final class Rule {

    private Rule() {}

    static void positive(String type, String what, int value) {
        require(value >= 1, type, what + " is " + value + ", must be at least 1");
    }

    static void divides(String type, int groups, String what, int channels) {
        require(
                channels % groups == 0,
                type,
                what + " is " + channels + ", must be a multiple of the groups, " + groups);
    }

    static void require(boolean holds, String type, String message) {
        if (!holds) {
            throw new IllegalArgumentException(type + ": " + message);
        }
    }

    /** A shape that an operator's rule computed, with the operator's name on the refusal. */
    static Shape shape(String type, int n, int c, int h, int w) {
        try {
            return new Shape(n, c, h, w);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(type + ": output " + e.getMessage(), e);
        }
    }

    /** Refuses parameters with more elements than an array holds. */
    static void countable(String type, String what, Integer... dimensions) {
        long elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
            require(
                    elements <= Integer.MAX_VALUE,
                    type,
                    what + " " + List.of(dimensions) + " has more than " + Integer.MAX_VALUE + " elements");
        }
    }
}
