package riffle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;

/** What is particular to a family of networks stands in its constant; who else names a family has a reason here. */
class FamilyNamesTest {

    private static final Pattern FAMILY = Pattern.compile(Architecture.named().stream()
            .map(Architecture::name)
            .collect(Collectors.joining("|", "\\bArchitecture\\.(", ")\\b")));

    private static final List<String> WITH_A_REASON = List.of(
            // what others published, and the questions of the paper
            "PublishedTimes",
            "GroupTradeOffs",
            "TableEight",
            "UnitsReport",
            // which networks an experiment or a benchmark is about
            "Matrix",
            "PaperNetworks",
            "Ladders",
            "EndToEndBenchmark",
            "ReadingBenchmark",
            "ReferenceBenchmark",
            "NonFiniteShapes",
            "TornadoCapturer",
            // files of trained weights, known by the names in them
            "Checkpoint",
            "Inference",
            "ModuleNames",
            "Naming",
            "Recogniser",
            "ShuffleNetNames",
            "TorchvisionNames");

    @Test
    void nobodyElseNamesAFamily() throws IOException {
        List<String> naming = new ArrayList<>();
        for (Path file : SourceFiles.shipped()) {
            if (!file.getParent().endsWith("riffle/network") && names(Files.readString(file))) {
                naming.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        assertEquals(
                WITH_A_REASON.stream().sorted().toList(),
                naming.stream().sorted().toList());
    }

    @Test
    void aConstantIsAName() {
        assertTrue(names("x == Architecture.ALEXNET;"));
        assertEquals(false, names("Architecture.values(); Architecture.baselines(); ALEXNET"));
    }

    private static boolean names(String source) {
        return FAMILY.matcher(source).find();
    }
}
