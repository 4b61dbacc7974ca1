package riffle.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.KernelSet;
import riffle.faults.Runs.Run;
import riffle.faults.Runs.Target;
import riffle.plan.family.Kernel;
import riffle.replay.ChangedKernel;

/**
 * A process that runs the operator cases on changed kernels, for these may crash or never end. It reads requests, a
 * line each: set, kernel, lanes, and the file of the kernel's source. It answers with {@value #STARTS} and a case's
 * name, any number of times, then with one of the other words and what there is to say.
 */
final class FaultWorker {

    static final String STARTS = "starts ";
    /** A case has failed, and passes with the kernel as it was captured. */
    static final String CAUGHT = "caught ";
    /** A case has failed, and fails in this process even with the kernel as it was captured: memory is spoilt. */
    static final String SPOILT = "spoilt ";

    static final String SURVIVED = "survived ";
    static final String UNBUILT = "unbuilt ";
    /** What a probe says when its line is about to run. */
    static final String REACHED = "reached";

    private final ChangedKernel kernels = new ChangedKernel();
    private final Runs runs = new Runs();

    private FaultWorker() {}

    /** Answers until there are no more requests. */
    public static void main(String[] args) throws IOException {
        FaultWorker worker = new FaultWorker();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] words = line.split(" ", 4);
            Target target =
                    new Target(KernelSet.valueOf(words[0]), Kernel.valueOf(words[1]), Integer.parseInt(words[2]));
            say(worker.answer(target, Files.readString(Path.of(words[3]))));
        }
    }

    private static void say(String line) {
        System.out.println(line.replace('\n', ' '));
    }

    private String answer(Target target, String opencl) {
        int passed = 0;
        for (Run run : runs.of(target)) {
            say(STARTS + run.name());
            String complaint;
            try (Execution execution = kernels.prepare(run.plan(), run.subject().weights(), target.kernel(), opencl)) {
                complaint = runs.complaint(
                        run, execution.run(run.subject().inputs()).output());
            } catch (ExecutionException e) {
                String message = String.valueOf(e.getMessage());
                if (message.contains("does not build")) {
                    return UNBUILT + message;
                }
                complaint = message;
            }
            if (!complaint.isEmpty()) {
                return (isSound(target, run) ? CAUGHT : SPOILT) + run.name() + ": " + complaint;
            }
            passed++;
        }
        return SURVIVED + passed + " cases";
    }

    private boolean isSound(Target target, Run run) {
        String shipped = kernels.shipped(target.kernel());
        try (Execution execution = kernels.prepare(run.plan(), run.subject().weights(), target.kernel(), shipped)) {
            return runs.complaint(run, execution.run(run.subject().inputs()).output())
                    .isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }
}
