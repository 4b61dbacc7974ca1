package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class DeclarationsTest {

    private static final String SORTED = """
            #pragma OPENCL EXTENSION cl_khr_fp64 : enable
            __kernel void k(__global uchar *x)
            {
              int i_1, i_2;
              ulong ul_0, ul_3;

              // BLOCK 0
              ul_0  =  (ulong) x;
              return;
            }
            """;

    @Test
    void linesAndNamesAreSorted() {
        String shuffled =
                SORTED.replace("  int i_1, i_2;\n  ulong ul_0, ul_3;\n", "  ulong ul_3, ul_0; \n  int i_2, i_1; \n");
        assertEquals(SORTED, Declarations.inFixedOrder(shuffled));
    }

    @Test
    void everythingElseStaysAsItIs() {
        assertEquals(SORTED, Declarations.inFixedOrder(SORTED));
    }

    @Test
    void statementsAreNotTakenForDeclarations() {
        String statements = "  return;\n  f_2  =  f_1 + f_0;\n  break; \n  return x;\n";
        assertEquals(statements.replace("  break; \n", "  break; \n"), Declarations.inFixedOrder(statements));
    }
}
