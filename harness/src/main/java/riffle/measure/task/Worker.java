package riffle.measure.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import riffle.execution.Backend;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.NoDriverException;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.opencl.OpenClDevices;
import riffle.plan.PlanBackend;
import riffle.result.Status;
import riffle.result.json.Json;

/** Main class of a worker process: one request in, answers out. */
public final class Worker {

    private static final int ORPHANED = 3;

    private Worker() {}

    /**
     * Reads a request from standard input; its answers alone go to standard output.
     *
     * @param arguments the folder of tunings that plans made here and now are to follow, if any
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = requests.readLine();
        if (line == null) {
            System.err.println("a worker is started by riffle, with a request on its standard input");
            System.exit(2);
        }
        endWithParent(requests);
        Optional<Path> tunings = Stream.of(arguments).findFirst().map(Path::of);
        serve(line, name -> BackendKinds.open(name, tunings), answer -> answers.println(Json.line(answer)));
        System.exit(0);
    }

    /** Fulfils a request whatever happens: the last answer is always given. */
    static void serve(String line, Function<String, Backend> backends, Consumer<Answer> answers) {
        Answer.Last last;
        try {
            Request request = Json.read(line, Request.class);
            last = fulfil(request, backend(request, backends), answers);
        } catch (BackendUnavailableException e) {
            last = Answer.Refused.of(Status.UNAVAILABLE, e.getMessage());
        } catch (JsonProcessingException e) {
            last = Answer.Refused.of(Status.FAILED, "request not understood: " + e.getOriginalMessage());
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            e.printStackTrace();
            last = Answer.Refused.of(Status.FAILED, describe(e));
        }
        answers.accept(last);
    }

    /** The backend that was asked for, with its limit of threads, its set of kernels and their form. */
    private static Backend backend(Request request, Function<String, Backend> backends) {
        Backend backend = backends.apply(request.backend());
        if (request.kernels() != null) {
            backend = backend.with(request.kernels());
        }
        if (request.sources() != null) {
            backend = backend.with(request.sources());
        }
        return request.threads() == null ? backend : backend.limitedTo(request.threads());
    }

    private static Answer.Last fulfil(Request request, Backend backend, Consumer<Answer> answers) {
        Consumer<String> progress = doing -> answers.accept(new Answer.Progress(doing));
        return switch (request) {
            case Request.FindDevice find ->
                orNoDriver(() -> {
                    Device device = Backends.choose(backend, find.device());
                    Backends.requireThreads(backend, device, find.threads());
                    return new Answer.Found(device);
                });
            case Request.Survey survey -> orNoDriver(() -> new Answer.Surveyed(OpenClDevices.survey()));
            case Request.Prepare prepare -> {
                progress.accept(BackendKinds.oracle().name());
                prepare.files().write(prepare.workload());
                yield new Answer.Prepared();
            }
            case Request.Measure measure -> MeasureTask.run(backend, measure, progress);
            case Request.Verify verify -> VerifyTask.run(backend, verify, answers);
            case Request.Ablate ablate -> AblationTask.run(ofPlans(backend), ablate, progress);
            case Request.Tune tune -> TuneTask.run(ofPlans(backend), tune, progress);
            case Request.MeasureCeilings ceilings -> CeilingsTask.run(ofPlans(backend), ceilings, progress);
            case Request.Sweep sweep -> SweepTask.run(backend, sweep, answers);
            case Request.Capture capture -> CaptureTask.run(capture);
            case Request.Infer infer -> InferTask.run(backend, infer, progress);
        };
    }

    private static PlanBackend ofPlans(Backend backend) {
        if (backend instanceof PlanBackend plans) {
            return plans;
        }
        throw new BackendUnavailableException("backend " + backend.name() + " runs no plans made elsewhere");
    }

    private static Answer.Last orNoDriver(Supplier<Answer.Last> answer) {
        try {
            return answer.get();
        } catch (NoDriverException e) {
            return new Answer.NoDriver(e.getMessage());
        }
    }

    /** The message, and for what has none the kind of failure; causes behind it. */
    static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        while (cause != null) {
            String message = cause.getMessage();
            String words = message == null ? cause.getClass().getSimpleName() : message.strip();
            if (text.indexOf(words) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(words);
            }
            cause = cause.getCause();
        }
        return text.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The parent keeps our standard input open: when it ends, so do we, even in the middle of a hung kernel. */
    private static void endWithParent(BufferedReader requests) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                while (requests.readLine() != null) {
                    // nothing more is expected
                }
            } catch (IOException e) {
                // as good as the end
            }
            Runtime.getRuntime().halt(ORPHANED);
        });
    }
}
