package riffle.report.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.roofline.RoofedOperator;
import riffle.tensor.Shape;

/** What launches turn into what, from the networks that they belong to. */
public final class Shapes {

    private final Map<NetworkSpec, Map<String, String>> networks = new HashMap<>();

    /** {@code 60x28x28 to 240x28x28}; of a launch that is no operator of its network, such as padding, its bytes. */
    public String of(RoofedOperator launch) {
        return networks.computeIfAbsent(launch.subject().spec(), Shapes::shapes)
                .getOrDefault(launch.name(), launch.bytes() + " bytes");
    }

    private static Map<String, String> shapes(NetworkSpec network) {
        return network.build().nodes().stream().collect(Collectors.toMap(Node::name, Shapes::shape));
    }

    private static String shape(Node node) {
        return text(node.operator().inputs().getFirst()) + " to "
                + text(node.operator().output());
    }

    private static String text(Shape shape) {
        return shape.c() + "x" + shape.h() + "x" + shape.w();
    }
}
