package riffle.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import riffle.measure.campaign.Campaign;
import riffle.result.Ablation;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.ceiling.Ceilings;
import riffle.result.environment.Environment;

/** A run while it is measured: whatever is known is in its file at once. */
final class GrowingRun implements Campaign.Listener {

    private final Path file;
    private final Campaign.Listener shown;
    private RunResult run;

    /**
     * @param run what the file holds
     * @param shown is told everything too
     */
    GrowingRun(Path file, RunResult run, Campaign.Listener shown) {
        this.file = file;
        this.run = run;
        this.shown = shown;
    }

    RunResult run() {
        return run;
    }

    void add(Ceilings ceilings) {
        List<Ceilings> all = new ArrayList<>(run.ceilings());
        all.add(ceilings);
        keep(run.withCeilings(all));
    }

    void add(List<Ablation> ablations) {
        List<Ablation> all = new ArrayList<>(run.ablations());
        all.addAll(ablations);
        keep(run.withAblations(all));
    }

    /** The last word on when the run ended. */
    void ends(Environment environment) {
        keep(run.with(environment, run.rows()));
    }

    @Override
    public void starts(String what) {
        shown.starts(what);
    }

    @Override
    public void progress(String doing) {
        shown.progress(doing);
    }

    @Override
    public void ends() {
        shown.ends();
    }

    @Override
    public void blockEnds(List<ResultRow> rows) throws IOException {
        keep(run.with(RunEnvironment.ending(run.environment()), rows));
        shown.blockEnds(rows);
    }

    private void keep(RunResult grown) {
        run = grown;
        try {
            ResultStore.write(file, run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
