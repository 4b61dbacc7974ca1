package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import riffle.measure.process.WorkerCommand;
import riffle.measure.protocol.Answer;
import riffle.result.BenchResult;
import riffle.result.Block;
import riffle.result.Memory;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;
import riffle.stats.Summary;

/** Gathers the answers for one configuration into its row. */
final class RowInProgress {

    private static final String NOT_YET = "not measured yet";

    private final Configuration configuration;
    private String note;
    private final long heapMb;
    private final List<Block> blocks = new ArrayList<>();
    private Subject subject;
    private List<OperatorTime> launches = List.of();
    private Status failure;
    private String failureReason;
    private Double maxError;
    private Memory memory;

    RowInProgress(Configuration configuration) {
        this.configuration = configuration;
        this.subject = configuration.subject();
        this.note = configuration.network().build().note().orElse(null);
        this.heapMb = WorkerCommand.heapMegabytes(configuration.network());
    }

    /**
     * Goes on with what an earlier run of the same configuration has left.
     *
     * @throws IllegalArgumentException if the row is of another configuration
     */
    static RowInProgress goingOn(Configuration configuration, ResultRow row) {
        RowInProgress progress = new RowInProgress(configuration);
        Subject measured = row.result().subject();
        if (!progress.subject.equals(measured.on(null, null))) {
            throw new IllegalArgumentException(
                    "a row is about " + measured.spec().title() + " " + measured.size() + " on " + measured.backend()
                            + ", expected " + configuration.title());
        }
        progress.subject = measured;
        progress.launches =
                row.result().operators().stream().map(OperatorTime::untimed).toList();
        progress.maxError = row.result().maxError();
        progress.memory = row.result().memory();
        progress.note = row.result().note();
        progress.blocks.addAll(row.blocks());
        if (row.status().isError() && !NOT_YET.equals(row.reason())) {
            progress.failure = row.status();
            progress.failureReason = row.reason();
        }
        return progress;
    }

    /** Takes the last answer of a worker. */
    void add(Answer.Last answer) {
        switch (answer) {
            case Answer.Measured measured -> {
                subject = configuration
                        .subject()
                        .on(measured.device().name(), measured.device().computeUnits());
                launches = measured.operators();
                blocks.add(measured.block());
                noteError(measured.maxError());
                memory = measured.memory();
                addNote(measured.note());
            }
            case Answer.Refused refused -> fail(refused);
            default -> fail(Answer.Refused.of(Status.FAILED, "the worker answered another question"));
        }
    }

    /** Blocks measured so far. */
    int blocks() {
        return blocks.size();
    }

    /** Whether a block failed: then no further one is worth its time. */
    boolean failed() {
        return failure != null;
    }

    /** The row as far as it is known; nothing measured yet reads as failed. */
    ResultRow row() {
        List<Block> steady = blocks.stream().filter(Block::steady).toList();
        boolean enough = 2 * steady.size() > blocks.size();
        Status status = failure != null ? failure : enough ? Status.OK : Status.NOT_STEADY;
        if (failure == null && blocks.isEmpty()) {
            status = Status.FAILED;
        }
        boolean ok = status == Status.OK;
        BenchResult result = new BenchResult(
                subject,
                note,
                ok ? times(steady) : Times.NONE,
                launches.size(),
                heapMb,
                samples(steady),
                !status.isError(),
                maxError,
                ok ? timed(launches, steady) : launches,
                memory);
        return new ResultRow(result, status, reason(status, steady.size()), blocks);
    }

    private void fail(Answer.Refused refused) {
        if (failure == null) {
            failure = refused.status();
            int block = blocks.size() + 1;
            failureReason = block == 1 ? refused.reason() : "block " + block + ": " + refused.reason();
        }
        if (refused.maxError() != null) {
            noteError(refused.maxError());
        }
    }

    private void addNote(String further) {
        if (note == null) {
            note = further;
        } else if (further != null && !note.contains(further)) {
            note = note + "; " + further;
        }
    }

    private void noteError(double error) {
        maxError = maxError == null ? error : Math.max(maxError, error);
    }

    private String reason(Status status, int steady) {
        if (failure != null) {
            return failureReason;
        }
        if (blocks.isEmpty()) {
            return NOT_YET;
        }
        int unsteady = blocks.size() - steady;
        if (unsteady == 0) {
            return null;
        }
        String count = unsteady + " of " + blocks.size() + " blocks did not come to a steady pace";
        return status == Status.OK ? count + " and are left out of the numbers" : count;
    }

    private static List<Double> samples(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.samplesMs().stream()).toList();
    }

    private static Times times(List<Block> blocks) {
        Summary endToEnd = Summary.of(samples(blocks));
        return new Times(
                endToEnd.median(),
                endToEnd.p90(),
                endToEnd.min(),
                endToEnd.iqr(),
                median(blocks, At::kernel),
                median(blocks, At::dispatch),
                median(blocks, At::transfer),
                Summary.median(blocks.stream().map(Block::compileMs).toList()));
    }

    private static List<OperatorTime> timed(List<OperatorTime> launches, List<Block> blocks) {
        List<OperatorTime> timed = new ArrayList<>();
        for (int i = 0; i < launches.size(); i++) {
            OperatorTime launch = launches.get(i);
            int index = i;
            double kernel =
                    median(blocks, at -> at.block().kernelMs().get(at.sample()).get(index));
            timed.add(new OperatorTime(launch.name(), launch.operatorClass(), launch.macs(), launch.bytes(), kernel));
        }
        return timed;
    }

    private static double median(List<Block> blocks, ToDoubleFunction<At> clock) {
        return Summary.median(blocks.stream()
                .flatMap(block -> IntStream.range(0, block.samplesMs().size()).mapToObj(i -> new At(block, i)))
                .map(at -> clock.applyAsDouble(at))
                .toList());
    }

    /** One sample of a block, by the clocks. */
    private record At(Block block, int sample) {
        double kernel() {
            return block.kernelTotalMs(sample);
        }

        double transfer() {
            return block.transferMs().get(sample);
        }

        double dispatch() {
            return block.samplesMs().get(sample) - transfer() - kernel();
        }
    }
}
