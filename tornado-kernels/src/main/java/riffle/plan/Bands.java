package riffle.plan;

/** How a merged launch is cut into bands of rows, and whether merging pays. */
final class Bands {

    private static final int B = 1;
    private static final int BP = 1;

    private Bands() {}

    /** Rows of a merged step's result that a work-item computes. */
    static int rows(Step step) {
        int height = step.node().operator().output().h();
        int width = step.node().operator().output().w();
        int rows = Math.ceilDiv(height, Math.min(height, step.before().size() > 1 ? Integer.getInteger("bands", 2) : Integer.getInteger("bandsPair", 4)));
        while (rows < height && ((height - 1) % rows + 1) * width < Lowering.WIDE) {
            rows++;
        }
        return rows;
    }

    static boolean pay(Step step) {
        return step.before().size() < 2 || System.getProperty("nounit") == null;
    }
}
