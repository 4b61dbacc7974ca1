package riffle.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Table;
import riffle.result.json.Json;

/** Where and when everything was measured. */
final class EnvironmentSection {

    /** Of the section. */
    static final String ID = "environment";

    /** Values that say nothing. */
    private static final Set<String> NOTHING = Set.of("null", "[]");

    /** What hardly any machine has: a row only where a source has it. */
    private static final String RARE = "emulated";

    private EnvironmentSection() {}

    static Section of(List<Source> sources) {
        if (sources.isEmpty()) {
            return new Section(ID, "Environment", List.of(), List.of(), List.of());
        }
        Table table = new Table().words("field");
        sources.forEach(source -> table.words(source.name()));
        List<Map<String, String>> environments = sources.stream()
                .map(source -> Json.fields(source.environment()))
                .toList();
        for (String field : environments.getFirst().keySet()) {
            if (field.equals(RARE) && environments.stream().allMatch(known -> NOTHING.contains(known.get(field)))) {
                continue;
            }
            List<Object> cells = new ArrayList<>(List.of(field.replace('_', ' ')));
            environments.forEach(
                    environment -> cells.add(NOTHING.contains(environment.get(field)) ? null : environment.get(field)));
            table.row(cells.toArray());
        }
        return new Section(
                ID,
                "Environment",
                leftOut(sources),
                List.of(),
                List.of(new Captioned("environment-table", "As the results files record it.", table)));
    }

    private static List<String> leftOut(List<Source> sources) {
        return sources.stream()
                .flatMap(source -> Stream.concat(source.environment().leftOut().stream(), source.gone().stream())
                        .map(line ->
                                "Left out" + (sources.size() == 1 ? "" : " of " + source.name()) + ": " + line + "."))
                .toList();
    }
}
