package riffle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static riffle.architecture.Rooms.check;
import static riffle.architecture.Rooms.seesAtMost;
import static riffle.architecture.Rooms.unseen;

import org.junit.jupiter.api.Test;
import riffle.measure.task.Worker;

/** Who may see whom in the harness: what measures, what results say, and what is made of them. */
class HarnessRoomsTest {

    /** A file of results is made of these; they know nothing of files. */
    @Test
    void partsOfAResultSeeNoFilesOfResults() {
        check(unseen("result.json", "result", "result.environment", "result.ceiling"));
        check(unseen("result.environment", "result", "result.ceiling"));
        check(unseen("result.ceiling", "result", "result.environment"));
    }

    /** Rows come first, speedups of them next; profiles and cost models know nothing of each other. */
    @Test
    void analysesBuildOnRowsAndNotOnEachOther() {
        check(unseen("analysis.row", "analysis", "analysis.speedup", "analysis.profile", "analysis.model"));
        check(unseen("analysis.speedup", "analysis", "analysis.profile", "analysis.model"));
        check(unseen("analysis.profile", "analysis", "analysis.model"));
        check(unseen("analysis.model", "analysis", "analysis.profile"));
    }

    @Test
    void optionsKnowNeitherRunsNorCommands() {
        check(unseen("cli.start", "cli", "cli.option", "cli.run"));
        check(unseen("cli.option", "cli", "cli.run"));
        check(unseen("cli.run", "cli"));
    }

    /** What a request and an answer say is the same on both sides. */
    @Test
    void theProtocolSeesNeitherTasksNorProcesses() {
        check(unseen("measure.protocol", "measure.task", "measure.process", "measure.campaign"));
    }

    @Test
    void tasksKnowNothingOfTheProcessThatAsked() {
        check(unseen("measure.task", "measure.process", "measure.campaign"));
    }

    @Test
    void processesSeeNoCampaigns() {
        check(unseen("measure.process", "measure.campaign"));
    }

    /** A phone is a program's output and a file; what it measured means the same as from anywhere. */
    @Test
    void phonesKnowNothingOfCommandsAndMeasurements() {
        check(seesAtMost("phone", "execution", "measure.process", "result.environment"));
    }

    /** A task runs in a worker; its parent knows the name of the main class. */
    @Test
    void tasksAreReachedByRequestsAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("riffle.measure.task..")
                .should()
                .dependOnClassesThat(resideInAPackage("riffle.measure.task..").and(not(type(Worker.class)))));
    }

    @Test
    void benchmarksAreStartedAndNothingElse() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("riffle.benchmark..", "riffle.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("riffle.benchmark.."));
    }

    @Test
    void aReportNeverMeasures() {
        check(noClasses()
                .that()
                .resideInAPackage("riffle.report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("riffle.measure.."));
    }

    /** What results mean follows from result files alone. */
    @Test
    void theAnalysisSeesResultsAndNetworksAlone() {
        check(seesAtMost("analysis", "result", "stats", "execution", "network", "operator", "tensor"));
    }

    @Test
    void statisticsKnowNothingOfRiffle() {
        check(seesAtMost("stats"));
    }

    /** What an offload experiment times and concludes is pure data; riffle.measure does the timing. */
    @Test
    void offloadNeitherMeasuresNorRuns() {
        check(seesAtMost("offload", "execution", "result", "stats", "tensor", "operator", "network"));
    }
}
