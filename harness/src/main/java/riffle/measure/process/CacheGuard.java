package riffle.measure.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import riffle.execution.BackendKinds;
import riffle.execution.Trait;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Status;

/**
 * Workers that outlive a bad cache of the OpenCL driver. PoCL has no device where it cannot keep what it compiled, and
 * takes a file that it finds there for whole, for ever. So a cache that cannot be written is replaced by a folder of
 * our own, which goes when this program ends; and the first request that the driver may have failed by its cache is
 * made once more with such a folder. A worker each time: the driver reads where its cache is once in a process.
 */
public final class CacheGuard implements Workers {

    /**
     * How failures of a driver begin: those it reports, TornadoVM's of them, and those that end its process. Want of
     * memory, and the signals 9 and 15, by which others end a process, are no failures of a cache.
     */
    private static final Pattern BY_DRIVER = Pattern.compile(
            "OpenCL: (?!.*(ALLOCATION_FAILURE|OUT_OF_HOST_MEMORY|OUT_OF_RESOURCES|clSVMAlloc))|TornadoVM failed to |"
                    + Pattern.quote(WorkerProcess.ENDED) + "(?!137 |143 )");

    /** Starts a worker, for whose driver another cache may be named. */
    interface Starter {
        Answer.Last ask(Request request, Optional<Path> cache, Consumer<Answer> heard);
    }

    private final Starter starter;
    private final DriverCache usual;
    private final List<Path> temporary;
    private final Consumer<String> warnings;
    private boolean tried;
    private Optional<Path> own = Optional.empty();

    /**
     * @param cache the user's own, where the driver looks unless told otherwise; it need not be there
     * @param warnings takes what is said of it, a line each
     */
    public CacheGuard(WorkerSettings settings, Path cache, Consumer<String> warnings) {
        this(new WorkerProcess(settings)::ask, cache, settings.temporary(), warnings);
    }

    CacheGuard(Starter starter, Path cache, List<Path> temporary, Consumer<String> warnings) {
        this.starter = starter;
        this.usual = new DriverCache(cache);
        this.temporary = temporary;
        this.warnings = warnings;
    }

    @Override
    public Answer.Last ask(Request request, Consumer<Answer> heard) {
        boolean hasOwnCache = request instanceof Request.Measure measure && measure.driverCache() != null;
        if (hasOwnCache
                || request
                        instanceof
                        Request.Capture // what a worker that died had written would be taken for the next one's
                || !BackendKinds.of(request.backend()).has(Trait.OPENCL)) {
            return starter.ask(request, Optional.empty(), heard);
        }
        try {
            if (own.isEmpty() && !usual.canBeKept()) {
                own = Optional.of(emptyCache());
                warnings.accept("PoCL's cache " + usual.folder()
                        + " cannot be written, or holds no programs: what PoCL compiles is kept until this"
                        + " command ends");
            }
            return own.isPresent() || tried ? askWith(own, request, heard) : guarded(request, heard);
        } catch (IOException e) {
            return Answer.Refused.of(Status.FAILED, "no folder for what the driver compiles: " + e.getMessage());
        }
    }

    private Answer.Last guarded(Request request, Consumer<Answer> heard) throws IOException {
        Steps first = new Steps(heard, true);
        Answer.Last last;
        try {
            last = starter.ask(request, Optional.empty(), first);
        } catch (DriverFailedException e) {
            last = e.refusal;
        }
        if (!isByDriver(last) || usual.isEmpty()) {
            first.end();
            return last;
        }
        tried = true;
        Path empty = emptyCache();
        Steps second = new Steps(heard, false);
        last = askWith(Optional.of(empty), from(first.done, request), second);
        second.end();
        if (second.failed(last)) {
            warnings.accept(
                    "tried once more with an empty cache in place of PoCL's, " + usual.folder() + ", which failed too");
        } else {
            own = Optional.of(empty);
            warnings.accept("failed with PoCL's cache " + usual.folder()
                    + " and worked with an empty one: remove that cache, it may be"
                    + " damaged; if this comes again, the fault is elsewhere");
        }
        return last;
    }

    /** A measurement's own word of its cache tells whether it began with an empty one. */
    private Answer.Last askWith(Optional<Path> cache, Request request, Consumer<Answer> heard) {
        Request told = request instanceof Request.Measure measure && cache.isPresent()
                ? measure.withDriverCache(cache.get().toString())
                : request;
        return starter.ask(told, cache, heard);
    }

    /** What is left of a request, of whose steps some are done. */
    private static Request from(int done, Request request) {
        return switch (request) {
            case Request.Verify verify -> verify.behind(done);
            case Request.Sweep sweep -> sweep.behind(done);
            default -> request;
        };
    }

    private Path emptyCache() throws IOException {
        return TemporaryFolder.in(TemporaryPlaces.choose(temporary), "riffle-cache")
                .path();
    }

    private static boolean isByDriver(Answer.Last last) {
        return last instanceof Answer.Refused refused
                && refused.status() == Status.FAILED
                && isByDriver(refused.reason());
    }

    private static boolean isByDriver(String reason) {
        return reason != null && BY_DRIVER.matcher(reason).lookingAt();
    }

    /** Ends a worker of which the driver failed a step: the next one goes on there. */
    private static final class DriverFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Answer.Refused refusal;

        DriverFailedException(String reason) {
            super(reason, null, false, false);
            refusal = Answer.Refused.of(Status.FAILED, reason);
        }
    }

    /**
     * Passes answers on, but no failure of the driver that is to be tried again, and no start of a step before its end.
     */
    private static final class Steps implements Consumer<Answer> {
        private final Consumer<Answer> heard;
        private final boolean endsAtFailure;
        private Answer.CaseStarts started;
        private int done;
        private boolean firstFailed;

        Steps(Consumer<Answer> heard, boolean endsAtFailure) {
            this.heard = heard;
            this.endsAtFailure = endsAtFailure;
        }

        @Override
        public void accept(Answer answer) {
            switch (answer) {
                case Answer.CaseStarts starts -> started = starts;
                case Answer.CaseChecked checked -> step(answer, checked.reason());
                case Answer.Probed probed -> step(answer, probed.reason());
                default -> heard.accept(answer);
            }
        }

        private void step(Answer answer, String reason) {
            boolean failed = isByDriver(reason);
            if (failed && endsAtFailure) {
                throw new DriverFailedException(reason);
            }
            firstFailed |= done == 0 && failed;
            done++;
            end();
            heard.accept(answer);
        }

        /** Passes on a start that nothing follows. */
        void end() {
            if (started != null) {
                heard.accept(started);
                started = null;
            }
        }

        /** Whether what was tried again has failed again. */
        boolean failed(Answer.Last last) {
            return done == 0 ? last instanceof Answer.Refused : firstFailed;
        }
    }
}
