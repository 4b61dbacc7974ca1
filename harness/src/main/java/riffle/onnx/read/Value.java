package riffle.onnx.read;

import java.util.List;

/** What a name in an ONNX graph stands for: known while reading, or computed when the network runs. */
sealed interface Value permits Constant, Activation {

    /** Extents as ONNX sees them, outermost first; empty for a scalar. */
    List<Integer> dims();
}
