package riffle.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The library of all kernels that is shipped with Riffle. */
public final class Library {

    /** Where it lies on the class path. */
    public static final String RESOURCE = "/riffle/bundle/library.zip";

    private static volatile KernelLibrary kept;

    private Library() {}

    /**
     * The library, kept once it was read: every plan that is run asks for it.
     *
     * @throws BundleException if it is not there, or damaged
     */
    public static KernelLibrary shipped() {
        KernelLibrary library = kept;
        if (library == null) {
            library = read();
            kept = library;
        }
        return library;
    }

    /**
     * Reads it from the class path.
     *
     * @throws BundleException if it is not there, or damaged
     */
    public static KernelLibrary read() {
        try (InputStream in = Library.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new BundleException("the kernel library " + RESOURCE
                        + " is not on the class path: this build of Riffle was made without it; write it with ./riffle"
                        + " capture where TornadoVM is installed");
            }
            return BundleFile.readLibrary(in.readAllBytes(), "the shipped library");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
