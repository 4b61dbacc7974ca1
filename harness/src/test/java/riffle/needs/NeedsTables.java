package riffle.needs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.execution.KernelSet;
import riffle.plan.family.Kernel;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Markdown;
import riffle.report.table.Table;

/** The tables of docs/kernel-needs.md. */
final class NeedsTables {

    private static final Cell UNKNOWN = Cells.words("?");

    private NeedsTables() {}

    /** All of them, in order. */
    static List<String> all() {
        List<KernelNeeds> ofGpus = ShippedKernels.of(ShippedKernels.setsOfGpus());
        Set<Kernel> known = EnumSet.noneOf(Kernel.class);
        ofGpus.forEach(needs -> known.add(needs.kernel()));
        List<KernelNeeds> others = ShippedKernels.of(EnumSet.allOf(KernelSet.class)).stream()
                .filter(needs -> !known.contains(needs.kernel()))
                .toList();
        return List.of(Markdown.of(limits()), Markdown.of(kernels(ofGpus)), Markdown.of(kernels(others)));
    }

    private static Table limits() {
        Table table = new Table()
                .words("device")
                .numbers("work-items of a group")
                .numbers("bytes of registers, a work-item")
                .numbers("bytes of local memory")
                .numbers("bytes of arguments")
                .numbers("bytes of a buffer");
        row(table, "OpenCL promises", Limits.PROMISED);
        for (Gpu gpu : Gpu.values()) {
            row(table, gpu.title(), gpu.known());
        }
        return table;
    }

    private static void row(Table table, String title, Limits limits) {
        table.row(
                title,
                cell(limits.workGroup()),
                cell(limits.privateBytes()),
                cell(limits.localBytes()),
                cell(limits.argumentBytes()),
                cell(limits.bufferBytes()));
    }

    private static Cell cell(Long limit) {
        return limit == null ? UNKNOWN : Cells.count(limit);
    }

    private static Table kernels(List<KernelNeeds> all) {
        Table table = new Table()
                .words("kernel")
                .numbers("group")
                .numbers("private arrays")
                .numbers("local")
                .numbers("arguments")
                .numbers("largest buffer")
                .words("of")
                .words("features")
                .words("more than");
        for (KernelNeeds needs : all) {
            table.row(
                    needs.kernel().method(),
                    Cells.count(needs.workGroup()),
                    Cells.count(needs.source().privateBytes()),
                    Cells.count(needs.source().localBytes()),
                    Cells.count(needs.argumentBytes()),
                    needs.bufferBytes() == 0 ? null : Cells.count(needs.bufferBytes()),
                    needs.of(),
                    needs.source().features().stream()
                            .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                    beyond(needs));
        }
        return table;
    }

    private static String beyond(KernelNeeds needs) {
        List<String> beyond = new ArrayList<>();
        if (!Limits.PROMISED.exceededBy(needs).isEmpty()) {
            beyond.add("promised");
        }
        for (Gpu gpu : Gpu.values()) {
            if (!gpu.known().exceededBy(needs).isEmpty()) {
                beyond.add(gpu.title());
            }
        }
        return beyond.isEmpty() ? null : String.join(", ", beyond);
    }
}
