package riffle.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.network.Architecture;
import riffle.network.MobileNet;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.ShuffleNet;

/**
 * Which groups, scale and number of classes a file's tensors have: those of the network that most of them fit. Each
 * number is looked up in several tensors, so that one wrong tensor is reported as what it is.
 */
final class Inference {

    private static final List<Integer> GROUPS = List.of(3, 1, 2, 4, 8);
    private static final int USUAL_CLASSES = 1000;

    /** To 2 in steps of 0.05, the roundest first. */
    private static final List<Double> USUAL_SCALES = IntStream.of(1, 2, 4, 10, 20)
            .boxed()
            .flatMap(steps -> IntStream.rangeClosed(1, 2 * steps).mapToObj(step -> (double) step / steps))
            .distinct()
            .toList();

    private final Path file;
    private final Naming naming;
    private final Map<String, NamedTensor> tensors;

    /**
     * A network that the file may hold.
     *
     * @param spec which one
     * @param misfits where the tensors differ from it
     */
    private record Candidate(NetworkSpec spec, String name, Misfits misfits) {}

    private Inference(Path file, Naming naming, Map<String, NamedTensor> tensors) {
        this.file = file;
        this.naming = naming;
        this.tensors = tensors;
    }

    static Inference of(Path file, Naming naming, Map<String, NamedTensor> tensors) {
        return new Inference(file, naming, tensors);
    }

    /**
     * The network that the file holds, for one image of 224x224.
     *
     * @throws WeightsException if it holds no network exactly, or another one than asked for
     */
    NetworkSpec spec(Asked asked) {
        Candidate best = candidates(asked).stream()
                .min(Comparator.comparingInt(candidate -> candidate.misfits().count()))
                .orElseThrow(() -> new WeightsException(
                        file,
                        "its first and last widths are those of no "
                                + naming.architecture().label() + " of dialect "
                                + naming.dialect().label() + "; " + widths()));
        if (!best.misfits().isEmpty()) {
            throw new WeightsException(file, best.misfits().message(best.name()));
        }
        NetworkSpec found = best.spec();
        if (found.architecture().hasGroups() && asked.groups().orElse(found.groups()) != found.groups()) {
            throw new WeightsException(
                    file,
                    "holds weights of " + found.title() + ", not of --groups "
                            + asked.groups().getAsInt());
        }
        if (!found.architecture().hasScale() || asked.scale().isEmpty()) {
            return found;
        }
        return asScaled(found, asked.scale().getAsDouble());
    }

    /** Several scales round to the same widths: the one asked for is as good as the roundest. */
    private NetworkSpec asScaled(NetworkSpec found, double scale) {
        NetworkSpec wanted = new NetworkSpec(
                found.architecture(), found.groups(), scale, 1, found.height(), found.width(), found.classes());
        if (!naming.build(wanted).parameters().equals(naming.build(found).parameters())) {
            throw new WeightsException(file, "holds weights of " + found.title() + ", not of --scale " + scale);
        }
        return wanted;
    }

    private List<Candidate> candidates(Asked asked) {
        Architecture architecture = naming.architecture();
        List<Candidate> candidates = new ArrayList<>();
        switch (architecture) {
            case SHUFFLENET -> {
                for (int groups : GROUPS) {
                    for (double scale : shuffleNetScales(groups)) {
                        add(candidates, groups, scale);
                    }
                }
            }
            case MOBILENET -> mobileNetScales().forEach(scale -> add(candidates, 1, scale));
            case SHUFFLENET_V2, MOBILENET_V2, MOBILENET_V3_LARGE, MOBILENET_V3_SMALL -> {
                asked.scale().ifPresent(scale -> add(candidates, 1, scale));
                USUAL_SCALES.forEach(scale -> add(candidates, 1, scale));
            }
            default -> add(candidates, 1, 1);
        }
        return candidates;
    }

    private void add(List<Candidate> candidates, int groups, double scale) {
        NetworkSpec spec = new NetworkSpec(naming.architecture(), groups, scale, 1, 224, 224, classes());
        Network network;
        try {
            network = naming.build(spec);
        } catch (IllegalArgumentException e) {
            if (candidates.isEmpty() && isDescribedBy(groups)) {
                throw new WeightsException(file, "cannot be built: " + e.getMessage(), e);
            }
            return;
        }
        candidates.add(new Candidate(spec, network.name(), Misfits.between(naming.parameters(network), tensors)));
    }

    /** Whether a unit's first convolution has this many groups. */
    private boolean isDescribedBy(int groups) {
        int inputs = extent("stage2.1.conv1.weight", 1);
        return inputs > 0 && extent("stage2.1.conv3.weight", 0) == (long) inputs * groups;
    }

    private Set<Double> shuffleNetScales(int groups) {
        Set<Double> scales = new LinkedHashSet<>();
        for (int first : distinct(extent("conv1.weight", 0), extent("stage2.0.conv1.weight", 1))) {
            for (int stage2 : distinct(
                    extent("stage2.1.conv3.weight", 0),
                    extent("stage3.1.conv3.weight", 0) / 2,
                    extent("fc.weight", 1) / 4)) {
                ShuffleNet.scaleOf(groups, first, stage2).ifPresent(scales::add);
            }
        }
        return scales;
    }

    private Set<Double> mobileNetScales() {
        Set<Double> scales = new LinkedHashSet<>();
        for (int first : distinct(extent("conv1.weight", 0), extent("blocks.0.0.weight", 0))) {
            for (int last : distinct(extent("fc.weight", 1), extent("blocks.12.3.weight", 0))) {
                OptionalDouble scale = MobileNet.scaleOf(first, last);
                scale.ifPresent(scales::add);
            }
        }
        return scales;
    }

    private int classes() {
        String last =
                naming.architecture() == Architecture.ALEXNET ? "fc8" : ModuleNames.classifier(naming.architecture());
        return Stream.of(extent(last + ".weight", 0), extent(last + ".bias", 0))
                .filter(extent -> extent > 0)
                .findFirst()
                .orElse(USUAL_CLASSES);
    }

    private static List<Integer> distinct(Integer... extents) {
        return Stream.of(extents).filter(extent -> extent > 0).distinct().toList();
    }

    /** One extent of a tensor by its plain name; 0 if it is not there. */
    private int extent(String parameter, int dimension) {
        NamedTensor tensor = tensors.get(naming.inFile(parameter));
        return tensor == null || tensor.dimensions().size() <= dimension
                ? 0
                : tensor.dimensions().get(dimension);
    }

    private String widths() {
        List<String> telling = naming.architecture() == Architecture.MOBILENET
                ? List.of("conv1.weight", "fc.weight")
                : List.of("conv1.weight", "stage2.1.conv1.weight", "stage2.1.conv3.weight", "fc.weight");
        return String.join(
                ", ",
                telling.stream()
                        .map(naming::inFile)
                        .map(name -> name
                                + (tensors.containsKey(name)
                                        ? " is " + tensors.get(name).dimensions()
                                        : " is missing"))
                        .toList());
    }
}
