package riffle.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How TornadoVM's kernels take their arguments, as manifests say it. It is the same for all of them. */
public final class CallingConvention {

    /** Bytes of an array before its first element. */
    public static final int HEADER_BYTES = 16;

    /** Bytes of the arguments before a kernel's own; none of our kernels reads them. */
    static final int CONTEXT_BYTES = 24;

    static final int CONSTANT_BYTES = 4;
    /** Bytes of local memory that the third argument before them names. */
    public static final int LOCAL_BYTES = 8;
    /** Bytes of the buffer that is the fourth. */
    public static final int ATOMICS_BYTES = 128;

    private CallingConvention() {}

    /** The four arguments before a kernel's own, and what an array looks like in device memory. */
    static ObjectNode json() {
        ObjectNode convention = JsonNodeFactory.instance.objectNode();
        ArrayNode leading = convention.putArray("leading_arguments");
        argument(leading, "kernel_context", "global buffer", CONTEXT_BYTES, "three int64: work-items along x, y and z");
        argument(leading, "constant_region", "constant buffer", CONSTANT_BYTES, "never read");
        argument(leading, "local_region", "local memory", LOCAL_BYTES, "a size without a pointer");
        argument(leading, "atomics", "global buffer", ATOMICS_BYTES, "32 int32, never read");
        ObjectNode array = convention.putObject("array");
        array.put("header_bytes", HEADER_BYTES);
        array.put("header", "int32 number of elements, then zeros");
        array.put("element_bytes", 4);
        array.put("alignment_bytes", 16);
        array.put("initial_content", "zeros, but for the header");
        return convention;
    }

    private static void argument(ArrayNode to, String name, String kind, int bytes, String content) {
        to.addObject().put("name", name).put("kind", kind).put("bytes", bytes).put("content", content);
    }
}
