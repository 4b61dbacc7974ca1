package riffle.cli.run;

import java.util.List;
import java.util.function.Consumer;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.CeilingsCampaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.Reproduction;
import riffle.measure.process.Workers;
import riffle.result.RunResult;
import riffle.result.ceiling.Moment;

/**
 * What a full run measures besides its rows. Where some of it is in the file already, that part is left as it is;
 * where some of it fails, the run continues without it.
 *
 * @param reproduction what is measured
 * @param growing takes what was found
 * @param workers who does it
 * @param failed takes what went wrong, in a line
 */
record FullRun(Reproduction reproduction, GrowingRun growing, Workers workers, Consumer<String> failed) {

    /** Ceilings under each limit of threads. */
    void ceilings(Moment when) {
        for (Configuration configuration : reproduction.roofed()) {
            int units = reproduction.units(configuration);
            boolean known =
                    growing.run().ceilings().stream().anyMatch(each -> each.when() == when && each.threads() == units);
            if (!known) {
                try {
                    growing.add(new CeilingsCampaign(workers, configuration.device(), growing)
                            .measure(configuration.threads(), when));
                } catch (BackendUnavailableException | ExecutionException e) {
                    failed.accept(e.getMessage());
                }
            }
        }
    }

    /** Launches taken apart. */
    void ablations(Campaign campaign) {
        for (Configuration configuration : lacking(growing.run(), reproduction)) {
            growing.add(campaign.ablations(
                    List.of(configuration),
                    (each, refused) -> failed.accept(each.title() + ", taken apart: " + refused.reason())));
        }
    }

    /** What is still to be taken apart. */
    static List<Configuration> lacking(RunResult run, Reproduction reproduction) {
        return reproduction.takenApart().stream()
                .filter(configuration -> run.ablations().stream()
                        .noneMatch(ablation -> ablation.subject().spec().equals(configuration.network())
                                && ablation.subject().threads() == reproduction.units(configuration)))
                .toList();
    }
}
