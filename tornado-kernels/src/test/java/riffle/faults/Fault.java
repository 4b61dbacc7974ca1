package riffle.faults;

import riffle.plan.family.Kernel;

/**
 * One changed line of a captured kernel.
 *
 * @param line its place, from 0
 * @param before the line as it was captured
 * @param after what it becomes
 */
record Fault(Mistake kind, Kernel kernel, int line, String before, String after) {

    /** What is changed, worst mistakes first: those that people make who write such kernels. */
    enum Mistake {
        RESIDUAL("a residual dropped"),
        RELU("a ReLU dropped"),
        BORDER("a border not zeroed"),
        GROUP("a wrong group: a quotient one less"),
        TAP("a tap left out"),
        INDEX("an index off by one"),
        OPERAND("an operand of a sum of integers dropped"),
        CONSTANT("a constant one more"),
        COMPARISON("a comparison that takes in the limit"),
        /** For tests of the program itself. */
        NOTHING("nothing changed");

        private final String words;

        Mistake(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /**
         * Whether it is one of the mistakes to look for; the others stand in where a kernel offers too few of
         * these.
         */
        boolean named() {
            return compareTo(INDEX) <= 0;
        }
    }

    /** What stands in the list of faults that change nothing that can be seen. */
    String key() {
        return kernel.method() + ": `" + before.strip() + "` becomes `" + after.strip() + "`";
    }

    /** The source with this fault. */
    String planted(Captured source) {
        return source.with(line, after);
    }

    /** The source, sound, that says {@value FaultWorker#REACHED} whenever the line is about to run. */
    String probe(Captured source) {
        return source.with(line, "printf(\"" + FaultWorker.REACHED + "\\n\");\n" + before);
    }
}
