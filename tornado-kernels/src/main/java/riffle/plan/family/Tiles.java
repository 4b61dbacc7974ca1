package riffle.plan.family;

/** Sizes of tiles that several families share. */
public final class Tiles {

    /** Elements of the vectors of the wide kernels. */
    public static final int VECTOR_16 = 16;

    /** Elements of the vectors of the depthwise kernel that takes any window. */
    static final int VECTOR_8 = 8;

    /** Elements of the vectors of the narrow kernels. */
    static final int VECTOR_4 = 4;

    /** Output channels that one work-item of the pointwise and merged kernels computes. */
    static final int POINTWISE_BLOCK = 8;

    /** Output channels that one work-item of the narrow convolutions computes. */
    static final int NARROW_BLOCK = 8;

    /** Pixels of a row that a work-item of the stem's convolution, or of max pooling by 3x3, computes. */
    static final int SEGMENT = 112;

    /** Planes of a work-group of the 3x3 kernels that take a plane a work-item. */
    static final int PLANES = 4;

    /** Elements of a 3x3 window. */
    static final int WINDOW_3X3 = 9;

    private Tiles() {}
}
