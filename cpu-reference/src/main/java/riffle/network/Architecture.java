package riffle.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The families of networks, by the name that the command line and result files use, with all that is particular. */
public enum Architecture {
    SHUFFLENET(
            "shufflenet",
            Family.ofNetworks(
                    "ShuffleNet",
                    Groups.OF_THE_PAPER,
                    true,
                    (times, spec) -> "ShuffleNet " + times + "x (g = " + spec.groups() + ")",
                    ShuffleNet::build,
                    Baseline.WIDER,
                    "wider ShuffleNets",
                    new Family.Small(1, 0.5, 1, 64, 64),
                    new Family.Small(2, 0.5, 1, 64, 64),
                    new Family.Small(3, 0.5, 1, 64, 64),
                    new Family.Small(4, 0.5, 1, 64, 64),
                    new Family.Small(8, 0.5, 1, 64, 64),
                    new Family.Small(3, 0.25, 2, 75, 53))),
    MOBILENET(
            "mobilenet",
            Family.ofNetworks(
                    "MobileNet",
                    Groups.NONE,
                    true,
                    (times, spec) -> spec.scale() + " MobileNet",
                    MobileNet::build,
                    Baseline.RIVAL,
                    "MobileNet",
                    new Family.Small(1, 0.25, 2, 64, 96))),
    ALEXNET(
            "alexnet",
            Family.ofNetworks(
                    "AlexNet",
                    Groups.NONE,
                    false,
                    (times, spec) -> "AlexNet",
                    AlexNet::build,
                    Baseline.HEADLINE,
                    "AlexNet")),
    /** AlexNet without its fully connected layers, for comparing convolutions with convolutions. */
    ALEXNET_CONVOLUTIONS(
            "alexnet-conv",
            Family.ofNetworks(
                    "AlexNet's convolutions",
                    Groups.NONE,
                    false,
                    (times, spec) -> "AlexNet (convolutions only)",
                    AlexNet::build,
                    Baseline.PART,
                    "AlexNet's convolutions",
                    new Family.Small(1, 1, 1, 99, 131))),
    SHUFFLENET_V2(
            "shufflenet-v2",
            Family.ofOthers(
                    "ShuffleNet v2",
                    true,
                    (times, spec) -> "ShuffleNet v2 " + times + "x",
                    ShuffleNetV2::build,
                    new Family.Small(1, 0.5, 2, 64, 49))),
    MOBILENET_V2(
            "mobilenet-v2",
            Family.ofOthers(
                    "MobileNet v2",
                    true,
                    (times, spec) -> spec.scale() + " MobileNet v2",
                    MobileNetV2::build,
                    new Family.Small(1, 0.25, 1, 64, 49))),
    MOBILENET_V3_LARGE(
            "mobilenet-v3-large",
            Family.ofOthers(
                    "MobileNet v3 large",
                    true,
                    (times, spec) -> spec.scale() + " MobileNet v3 large",
                    MobileNetV3.LARGE::build,
                    new Family.Small(1, 0.25, 2, 49, 64))),
    MOBILENET_V3_SMALL(
            "mobilenet-v3-small",
            Family.ofOthers(
                    "MobileNet v3 small",
                    true,
                    (times, spec) -> spec.scale() + " MobileNet v3 small",
                    MobileNetV3.SMALL::build,
                    new Family.Small(1, 0.5, 1, 64, 96))),
    SQUEEZENET(
            "squeezenet",
            Family.ofOthers(
                    "SqueezeNet 1.1",
                    false,
                    (times, spec) -> "SqueezeNet 1.1",
                    SqueezeNet::build,
                    new Family.Small(1, 1, 2, 43, 66))),
    RESNET_18(
            "resnet-18",
            Family.ofOthers(
                    "ResNet-18",
                    false,
                    (times, spec) -> "ResNet-18",
                    ResNet::build,
                    new Family.Small(1, 1, 1, 31, 40))),
    /** One bottleneck of ResNet. */
    RESNET_UNIT(
            "resnet-unit",
            Family.ofUnits("ResNet unit", Groups.NONE, UnitFamily::resNet, new Family.Small(1, 0.25, 1, 9, 13))),
    /** One bottleneck of ResNeXt; its groups are what its paper calls cardinality. */
    RESNEXT_UNIT(
            "resnext-unit",
            Family.ofUnits(
                    "ResNeXt unit", Groups.CARDINALITY, UnitFamily::resNeXt, new Family.Small(32, 0.5, 1, 9, 13))),
    /** One unit of Fig. 2a of the ShuffleNet paper: a bottleneck with depthwise convolution. */
    UNIT_A(
            "shufflenet-unit-a",
            Family.ofUnits("Fig. 2(a) unit", Groups.NONE, UnitFamily::depthwise, new Family.Small(1, 0.25, 2, 9, 13))),
    /** One ShuffleNet unit with stride 1, Fig. 2b. */
    UNIT_B(
            "shufflenet-unit-b",
            Family.ofUnits(
                    "Fig. 2(b) unit",
                    Groups.OF_THE_PAPER,
                    UnitFamily::shuffleNet,
                    new Family.Small(3, 0.25, 1, 9, 13))),
    /** One ShuffleNet unit with stride 2, Fig. 2c. */
    UNIT_C(
            "shufflenet-unit-c",
            Family.ofUnits(
                    "Fig. 2(c) unit",
                    Groups.OF_THE_PAPER,
                    UnitFamily::shuffleNetOfStride2,
                    new Family.Small(3, 0.25, 1, 9, 13))),
    /** Networks of others, each in a file. */
    MODEL("onnx", Family.ofFiles("ONNX model"));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values and of functions without state
    private final Family family;

    Architecture(String label, Family family) {
        this.label = label;
        this.family = family;
    }

    /** The name in commands and files. */
    public String label() {
        return label;
    }

    /** What people call it. */
    public String title() {
        return family.name();
    }

    /** Whether the family has groups to choose. */
    public boolean hasGroups() {
        return family.groups().isChoice();
    }

    /** What the groups are to the family, for options; empty if there is no choice. */
    public String groupsInWords() {
        return family.groups().words();
    }

    /** Whether the family has a width multiplier. */
    public boolean hasScale() {
        return family.hasScale();
    }

    /** The groups that are used where none are named. */
    public int usualGroups() {
        return family.groups().usual();
    }

    /** Whether it is one unit of a network, with its channels as input instead of an image. */
    public boolean isUnit() {
        return family.unitOf() != null;
    }

    /** Whether its networks come as files; they have no other name. */
    public boolean isFile() {
        return this == MODEL;
    }

    /** The families that have a name to ask for them by. */
    public static List<Architecture> named() {
        return Arrays.stream(values()).filter(each -> !each.isFile()).toList();
    }

    /** The family of which this is a part; empty for whole ones. */
    public Optional<Architecture> whole() {
        return family.baseline() == Baseline.PART
                ? Arrays.stream(values())
                        .filter(each -> each.baseline() == Baseline.HEADLINE)
                        .findFirst()
                : Optional.empty();
    }

    /** Whether another family is a part of this one. */
    public boolean hasPart() {
        return family.baseline() == Baseline.HEADLINE;
    }

    /** What its networks are to the speedups of others. */
    public Baseline baseline() {
        return family.baseline();
    }

    /** Its networks as what others are faster than, in words; empty if nothing is compared with them. */
    public String asBaseline() {
        return family.asBaseline();
    }

    /** Families that others are compared with, of some kinds or, without any, of all: by kind. */
    public static List<Architecture> baselines(Baseline... kinds) {
        List<Baseline> wanted = kinds.length == 0
                ? Stream.of(Baseline.values())
                        .filter(kind -> kind != Baseline.NONE)
                        .toList()
                : List.of(kinds);
        return Arrays.stream(values())
                .filter(each -> wanted.contains(each.baseline()))
                .sorted(Comparator.comparing(Architecture::baseline))
                .toList();
    }

    /** Networks of the family that run in moments, to be verified. */
    public List<NetworkSpec> small() {
        return family.small().stream().map(one -> one.of(this)).toList();
    }

    Family family() {
        return family;
    }
}
