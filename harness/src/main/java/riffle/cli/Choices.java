package riffle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import riffle.execution.BackendKinds;
import riffle.execution.Role;
import riffle.execution.Trait;
import riffle.network.Architecture;

/**
 * Lists in the texts of options, each written {@code ${bundle:choice.KEY}} there: what there is to choose from. Picocli
 * takes a key that is called like an option for the option's whole text, and so none is.
 */
final class Choices extends ListResourceBundle {

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"choice.backends", BackendKinds.names(kind -> true, "or")},
            {"choice.subject", BackendKinds.subject().name()},
            {"choice.oracle", BackendKinds.oracle().name()},
            {"choice.openCl", BackendKinds.names(Trait.OPENCL, "or")},
            {"choice.withKernelSets", BackendKinds.names(Trait.KERNEL_SETS, "and")},
            {"choice.peers", peers()},
            {"choice.networks", networks()},
            {"choice.units", units()},
            {"choice.groups", groups()},
            {"choice.scaled", scaled()},
        };
    }

    private static List<Architecture> families(Predicate<Architecture> which) {
        return Architecture.named().stream().filter(which).toList();
    }

    private static String networks() {
        List<String> names = families(family -> !family.isUnit()).stream()
                .map(family -> family.label() + (family.whole().isPresent() ? " (its convolutions only)" : ""))
                .toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + ", or " + names.getLast();
    }

    /** Of names that begin as the one before does, the last part. */
    private static String units() {
        List<String> words = new ArrayList<>();
        String before = "";
        for (Architecture unit : families(Architecture::isUnit)) {
            String label = unit.label();
            int last = label.lastIndexOf('-');
            String start = label.substring(0, last);
            words.add(start.equals(before) ? label.substring(last) : label);
            before = start;
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String groups() {
        return families(Architecture::hasGroups).stream()
                .map(Architecture::groupsInWords)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String scaled() {
        return families(family -> family.hasScale() && !family.isUnit()).stream()
                .map(Architecture::title)
                .collect(Collectors.joining(", "));
    }

    private static String peers() {
        return String.join(
                ", or else ",
                BackendKinds.in(Role.PEER).stream().map(kind -> kind.title()).toList());
    }
}
