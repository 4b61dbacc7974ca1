package riffle.cli.start;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import riffle.measure.campaign.Campaign;
import riffle.result.ResultRow;

/** Shows on stderr how far a campaign is: a bar in a terminal, a line for each process elsewhere. */
public abstract class Progress implements Campaign.Listener, AutoCloseable {

    /**
     * Starts to show it.
     *
     * @param workers number of worker processes that will be started
     */
    public static Progress start(PrintWriter err, int workers) {
        return stderrIsTerminal() ? new Bar(workers) : new Lines(err, workers);
    }

    @Override
    public void blockEnds(List<ResultRow> rows) {
        // shown worker by worker already
    }

    @Override
    public abstract void close();

    @SuppressWarnings(
            "SystemConsoleNull") // null from JDK 22 to 24 never, in JDK 25 again where input or output is no terminal
    private static boolean stderrIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    private static final class Bar extends Progress {
        private final ProgressBar bar;

        Bar(int workers) {
            bar = new ProgressBarBuilder()
                    .setTaskName("measure")
                    .setInitialMax(workers)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void starts(String what) {
            bar.setExtraMessage(what);
        }

        @Override
        public void progress(String doing) {
            // the bar moves with each worker
        }

        @Override
        public void ends() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Lines extends Progress {
        private static final int LEAST_DONE = 3;
        private static final double SECONDS_PER_MINUTE = 60;

        private final PrintWriter err;
        private final int workers;
        private final long start = System.nanoTime();
        private int started;

        Lines(PrintWriter err, int workers) {
            this.err = err;
            this.workers = workers;
        }

        @Override
        public void starts(String what) {
            started++;
            err.println("[" + started + "/" + workers + "] " + what + timeLeft());
        }

        /** At the pace so far; nothing before there is one. */
        private String timeLeft() {
            int done = started - 1;
            if (done < LEAST_DONE) {
                return "";
            }
            double seconds = (System.nanoTime() - start) / 1e9 / done * (workers - done);
            return seconds < SECONDS_PER_MINUTE
                    ? String.format(Locale.ROOT, ", about %.0f s left", seconds)
                    : String.format(Locale.ROOT, ", about %.0f min left", seconds / SECONDS_PER_MINUTE);
        }

        @Override
        public void progress(String doing) {
            // a line for each pass would be too many
        }

        @Override
        public void ends() {
            // the next line says so
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
