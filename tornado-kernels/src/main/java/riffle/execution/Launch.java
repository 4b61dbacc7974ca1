package riffle.execution;

import java.util.List;
import riffle.operator.Cost;

/**
 * One kernel launch of an execution.
 *
 * @param name unique in its execution; the name of the node that does most of its work
 * @param kernel the kernel that runs
 * @param operatorClass what reports group by: {@code dense conv}, {@code group pointwise}, {@code depthwise}, ...
 * @param nodes nodes of the network that it covers
 * @param cost multiply-adds and compulsory bytes of this launch, fused as it is
 */
public record Launch(String name, String kernel, String operatorClass, List<String> nodes, Cost cost) {

    public Launch {
        nodes = List.copyOf(nodes);
    }
}
