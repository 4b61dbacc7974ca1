package riffle.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import riffle.bundle.Library;
import riffle.plan.family.Kernel;

final class MultiplyAddsTest {

    @Test
    void aProductThatOneSumAloneReadsIsOneWithIt() {
        assertEquals("""
                float f_1, f_2, f_3, f_4, f_5;
                float4 v4f_1, v4f_2, v4f_3, v4f_4;
                  v4f_2  =  mad(v4f_1, v4f_1, v4f_3);
                  f_2  =  mad(f_3, f_4, f_5);
                """, MultiplyAdds.of("""
                float f_1, f_2, f_3, f_4, f_5;
                float4 v4f_1, v4f_2, v4f_3, v4f_4;
                  v4f_4  =  v4f_1 * v4f_1;
                  v4f_2  =  v4f_3 + v4f_4;
                  f_1  =  f_3 * f_4;
                  f_2  =  f_1 + f_5;
                """));
    }

    @Test
    void everythingElseStays() {
        String[] kept = {
            // read twice
            "float f_1; f_2\n  f_1  =  f_3 * f_4;\n  f_2  =  f_1 + f_5;\n  f_6  =  f_1 + f_5;\n",
            // a factor changes in between
            "float f_1;\n  f_1  =  f_3 * f_4;\n  f_3  =  f_5;\n  f_2  =  f_1 + f_5;\n",
            // in another block
            "float f_1;\n  f_1  =  f_3 * f_4;\n  if(b_1)\n  {\n    f_2  =  f_1 + f_5;\n  }\n",
            // a difference
            "float f_1;\n  f_1  =  f_3 * f_4;\n  f_2  =  f_5 - f_1;\n",
            // integers
            "int i_1;\n  i_1  =  i_3 * i_4;\n  i_2  =  i_1 + i_5;\n",
            // a component
            "float4 v4f_1;\n  v4f_1  =  v4f_3 * v4f_4;\n  f_2  =  f_5 + v4f_1.s0;\n",
        };
        for (String source : kept) {
            assertEquals(source, MultiplyAdds.of(source));
        }
    }

    @Test
    void theLoopOfANarrowConvolutionHasNoOtherProductOfVectors() {
        String opencl = IndexedAccesses.of(
                Kernel.NARROW_POINTWISE_CONV.method(),
                Library.shipped().source(Kernel.NARROW_POINTWISE_CONV).opencl());
        String fused = MultiplyAdds.of(opencl);
        assertEquals(
                8,
                opencl.lines()
                        .filter(line -> line.contains("f_") && line.contains(" * "))
                        .count());
        assertEquals(
                0,
                fused.lines()
                        .filter(line -> line.contains("f_") && line.contains(" * "))
                        .count());
        assertEquals(8, fused.lines().filter(line -> line.contains("mad(")).count());
        assertTrue(fused.endsWith("}  //  kernel\n") == opencl.endsWith("}  //  kernel\n"));
    }
}
