package riffle.roofline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.result.Ablation;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;

/**
 * A run under its roofs.
 *
 * @param ceilings as they were measured
 * @param drift every ceiling that was measured twice
 * @param operators every launch of every row that has numbers and a roof on as many threads of the same device
 * @param classes the same by class
 * @param ablations launches taken apart
 */
public record Roofline(
        List<Ceilings> ceilings,
        List<Drift> drift,
        List<RoofedOperator> operators,
        List<RoofedOperator> classes,
        List<Ablation> ablations) {

    public Roofline {
        ceilings = List.copyOf(ceilings);
        drift = List.copyOf(drift);
        operators = List.copyOf(operators);
        classes = List.copyOf(classes);
        ablations = List.copyOf(ablations);
    }

    /** All of it, from a results file. */
    public static Roofline of(RunResult run) {
        List<RoofedOperator> operators = new ArrayList<>();
        List<RoofedOperator> classes = new ArrayList<>();
        for (ResultRow row : run.rows()) {
            Optional<Roof> roof = roof(run, row);
            if (roof.isPresent()) {
                List<RoofedOperator> launches = row.result().operators().stream()
                        .map(operator -> one(row.result().subject(), operator, roof.get()))
                        .toList();
                operators.addAll(launches);
                classes.addAll(byClass(launches));
            }
        }
        return new Roofline(run.ceilings(), Drift.between(run.ceilings()), operators, classes, run.ablations());
    }

    /** Whether the machine was another one at the end, so that every number of so many threads is in doubt. */
    public boolean drifted(int threads) {
        return drift.stream().anyMatch(each -> each.threads() == threads && each.tooLarge());
    }

    private static Optional<Roof> roof(RunResult run, ResultRow row) {
        Subject subject = row.result().subject();
        if (row.status() != Status.OK || subject.threads() == null) {
            return Optional.empty();
        }
        return run.ceilings().stream()
                .filter(ceilings -> ceilings.when() == Moment.START
                        && ceilings.threads() == subject.threads()
                        && ceilings.device().equals(subject.device()))
                .findFirst()
                .map(Roof::new);
    }

    private static RoofedOperator one(Subject subject, OperatorTime operator, Roof roof) {
        return new RoofedOperator(
                subject,
                operator.name(),
                operator.operatorClass(),
                1,
                operator.macs(),
                operator.bytes(),
                operator.kernelMs(),
                roof.point(operator));
    }

    private static List<RoofedOperator> byClass(List<RoofedOperator> launches) {
        Map<String, RoofedOperator> classes = new LinkedHashMap<>();
        launches.forEach(launch -> classes.merge(launch.operatorClass(), whole(launch), Roofline::together));
        return List.copyOf(classes.values());
    }

    private static RoofedOperator whole(RoofedOperator launch) {
        return new RoofedOperator(
                launch.subject(),
                null,
                launch.operatorClass(),
                1,
                launch.macs(),
                launch.bytes(),
                launch.kernelMs(),
                launch.point());
    }

    private static RoofedOperator together(RoofedOperator a, RoofedOperator b) {
        return new RoofedOperator(
                a.subject(),
                null,
                a.operatorClass(),
                a.launches() + b.launches(),
                a.macs() + b.macs(),
                a.bytes() + b.bytes(),
                a.kernelMs() + b.kernelMs(),
                RoofPoint.together(a, b));
    }
}
