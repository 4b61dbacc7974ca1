package riffle.form;

import riffle.bundle.KernelSource;
import riffle.execution.SourceForm;

/** Brings captured sources into a form. The sources of libraries and bundles stay as they are. */
public final class Forms {

    private Forms() {}

    /**
     * A kernel in a form.
     *
     * @throws FormException if its source is not written as TornadoVM writes kernels; the message names kernel and line
     */
    public static KernelSource of(SourceForm form, KernelSource source) {
        String method = source.kernel().method();
        String opencl = switch (form) {
            case GENERATED -> source.opencl();
            case INDEXED -> IndexedAccesses.of(method, source.opencl());
            case INDEXED_MAD -> MultiplyAdds.of(IndexedAccesses.of(method, source.opencl()));
        };
        return new KernelSource(source.kernel(), opencl, source.javaHash());
    }
}
