package riffle.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.bundle.Library;
import riffle.plan.family.Kernel;

final class IndexedAccessesTest {

    /** Addresses, whatever they are used for. */
    private static final Pattern ADDRESSES = Pattern.compile("\\*\\(\\(|\\bulong\\b|\\bul_\\d+ +[-+*/<]|<< 2;\\s*ul_");

    private static final String HEAD = "(__global long *_kernel_context, __constant uchar *_constant_region,"
            + " __local uchar *_local_region, __global int *_atomics, __global uchar *x, __global uchar *y)";

    private static final String SOURCE = """
            #pragma OPENCL EXTENSION cl_khr_fp64 : enable \s
            __kernel void small%s
            {
              bool b_1;
              float f_1, f_2, f_3;
              float16 v16f_1;
              int i_1, i_2;
              long l_1, l_2, l_3, l_4, l_5;
              ulong ul_1, ul_2, ul_3, ul_4, ul_5, ul_6;

              // BLOCK 0
              ul_1  =  (ulong) x;
              ul_2  =  (ulong) y;
              __private float ul_7[8];
              __private float* ul_8 = ul_7;
              ul_3  =  ul_1 + 20L;
              i_1  =  *((__global int *) ul_3);
              l_1  =  (long) i_1;
              l_2  =  l_1 + 7L;
              l_3  =  l_2 << 2;
              ul_4  =  ul_1 + l_3;
              i_1  =  get_global_id(0);
              b_1  =  i_1 < 5;
              // BLOCK 1 MERGES [0 2 ]
              if(b_1)
              {
                // BLOCK 2
                ul_8[i_1]  =  f_2;
                f_1  =  *((__global float *) ul_4);
                l_4  =  l_1 << 2;
                ul_5  =  ul_2 + l_4;
                f_2  =  fmax(f_1, ul_8[0]);
                *((__global float *) ul_5)  =  f_2;
              }  // B1
              l_5  =  l_3 + 16L;
              ul_6  =  ul_2 + l_5;
              v16f_1  =  vload16(0, (__global float *) ul_6);
              *((__global float *) ul_6)  =  v16f_1.sF;
              return;
            }  //  kernel
            """.formatted(HEAD);

    private static String opencl(Kernel kernel) {
        return Library.shipped().source(kernel).opencl();
    }

    @Test
    void accessesAreElementsAndAllElseStays() {
        assertEquals("""
                #pragma OPENCL EXTENSION cl_khr_fp64 : enable \s
                __kernel void small%s
                {
                  __global float *x_float  =  (__global float *) (x + 16);
                  __global int *x_int  =  (__global int *) (x + 16);
                  __global float *y_float  =  (__global float *) (y + 16);
                  bool b_1;
                  float f_1, f_2, f_3;
                  float16 v16f_1;
                  int i_1, i_2;
                  long l_1;

                  // BLOCK 0
                  __private float ul_7[8];
                  __private float* ul_8 = ul_7;
                  i_1  =  x_int[1];
                  l_1  =  (long) i_1;
                  i_1  =  get_global_id(0);
                  b_1  =  i_1 < 5;
                  // BLOCK 1 MERGES [0 2 ]
                  if(b_1)
                  {
                    // BLOCK 2
                    ul_8[i_1]  =  f_2;
                    f_1  =  x_float[l_1 + 3];
                    f_2  =  fmax(f_1, ul_8[0]);
                    y_float[l_1 - 4]  =  f_2;
                  }  // B1
                  v16f_1  =  vload16(0, y_float + l_1 + 7);
                  y_float[l_1 + 7]  =  v16f_1.sF;
                  return;
                }  //  kernel
                """.formatted(HEAD), IndexedAccesses.of("small", SOURCE));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void noAccessOfAnyKernelIsLeft(Kernel kernel) {
        String indexed = IndexedAccesses.of(kernel.method(), opencl(kernel));
        assertFalse(ADDRESSES.matcher(indexed).find(), indexed);
        long pointers =
                indexed.lines().filter(line -> line.contains("(__global")).count();
        assertEquals(
                indexed.lines()
                        .takeWhile(line -> !line.contains(" BLOCK 0"))
                        .filter(line -> line.contains("(__global"))
                        .count(),
                pointers);
        assertTrue(pointers > 1, indexed);
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void everyKernelDoesTheSameToMemory(Kernel kernel) {
        List<String> expected = AccessTrace.of(opencl(kernel), 1);
        assertTrue(expected.size() > 2, expected::toString);
        assertEquals(expected, AccessTrace.of(IndexedAccesses.of(kernel.method(), opencl(kernel)), 1));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void nothingThatComputesChanges(Kernel kernel) {
        String indexed = IndexedAccesses.of(kernel.method(), opencl(kernel));
        assertEquals(arithmetic(opencl(kernel)), arithmetic(indexed));
    }

    /** Statements that neither compute addresses nor read or write global memory. */
    private static List<String> arithmetic(String opencl) {
        Pattern memory = Pattern.compile("^ *(l_|ul_\\d+ +=|long |ulong |__global)|__global|_(float|int)\\b");
        return opencl.lines().filter(line -> !memory.matcher(line).find()).toList();
    }

    /** What stands in for a sound statement, what is said of it, and the line that is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "l_3  =  l_2 << 2; | l_3  =  l_2 << 3; | an access of 4 bytes at 8 times an index | f_1  =  *",
                "l_3  =  l_2 << 2; | l_3  =  l_2 << 40; | shifted by more than the size | l_2 << 40",
                "l_2  =  l_1 + 7L; | l_2  =  l_1 << 1; | shifted by more than the size | l_2 << 2",
                "ul_1 + 20L; | ul_1 + 21L; | an access of 4 bytes at 0 times an index and 21 | i_1  =  *",
                "ul_3  =  ul_1 + 20L; | ul_3  =  ul_1 - 20L; | an address of another form | ul_1 - 20L",
                "ul_3  =  ul_1 + 20L; | ul_3  =  ul_9; | an address of another form | ul_9",
                "ul_3  =  ul_1 + 20L; | ul_3  =  (ulong) z; | no array of the kernel's arguments | z",
                "ul_4  =  ul_1 + l_3; | ul_3  =  ul_1 + l_3; | address ul_3 is set a second time | ul_3  =  ul_1 + l_3",
                "ul_4  =  ul_1 + l_3; | ul_4  =  ul_4 + l_3; | ul_4 is no address that is known here | ul_4 + l_3",
                "l_2  =  l_1 + 7L; | l_1  =  l_1 + 7L; | address l_1 is set a second time | l_1 + 7L",
                "l_2  =  l_1 + 7L; | l_2  =  l_2 + 7L; | l_2 is no number that is known here | l_2 + 7L",
                "l_5  =  l_3 + 16L; | l_5  =  l_4 + 16L; | l_4 is no number that is known here | l_4 + 16L",
                "ul_2 + l_5; | ul_5 + l_5; | ul_5 is no address that is known here | ul_5 + l_5",
                "ul_5  =  ul_2 + l_4; | ul_5  =  ul_4 + l_4; | an address of two indices | ul_4 + l_4",
                "i_1 < 5; | l_3 < 5; | \"l_3\" is no value | l_3 < 5",
                "i_1 < 5; | ul_3 < 5; | \"ul_3\" is no value | ul_3 < 5",
                "i_1 < 5; | x < 5; | \"x\" is no value | x < 5",
                "i_1 < 5; | y < 5; | \"y\" is no value | y < 5",
                "i_1 < 5; | _atomics[0] < 5; | \"_atomics\" is no array | _atomics",
                "i_1 < 5; | i_1 < 5 ? 1 : 0; | ; is missing | ? 1",
                "i_1 < 5; | i_1 < 5; i_2 = 0; | more than a statement | i_2 = 0",
                "i_1 < 5; | i_1++ < 5; | is no value | i_1++",
                "i_1 < 5; | i_1 < $; | an unknown character | $",
                "fmax(f_1, ul_8[0]) | *(&f_1) | no address made a pointer | *(&f_1)",
                "fmax(f_1, ul_8[0]) | fmax(f_1, ul_5[0]) | \"ul_5\" is no array | ul_5[0]",
                "fmax(f_1, ul_8[0]) | fmax(f_1, ul_6) | \"ul_6\" is no value | f_1, ul_6",
                "vload16(0, (__global float *) ul_6) | (__global float *) ul_6 | is no value | v16f_1  =  (__g",
                "(0, (__global float *) | (0, (__local float *) | is no value | __local float *",
                "(0, (__global float *) | (0, (__global float4 *) | a pointer to float4 | __global float4",
                "f_1  =  * | f_1.x  =  * | no array that is known | f_1.x",
                "f_1  =  * | f_9  =  * | \"f_9\" is no variable | f_9",
                "return; | return;TAB | a character of another kind | return",
                "if(b_1) | while(b_1) | is no value | while",
                "if(b_1) | for(;b_1) | a loop of another form | for",
                "if(b_1) | for(i_1 = 0;b_1;) | a loop of another form | for",
                "if(b_1) | if(*((__global int *) ul_3)) | an access in a condition | if",
                "if(b_1) | else | no block of an if before it | else",
                "{NEXT    // BLOCK 2 | // BLOCK 2 | a block is missing before it | ul_8[i_1]",
                "}  // B1 | // B1 | the kernel does not end | ~~",
                "}  //  kernel | }  //  kernelNEXTint i; | a statement outside the kernel | int i;",
                "// B1 | // B1 \\ | a comment of another form | }  // B1",
                "return; | return; /* */ | is no array | return; /",
                "__private float ul_7[8]; | __private float ul_3[8]; | ul_3 is declared twice | ul_3[8]",
                "__private float* ul_8 = ul_7; | __private float* ul_8 = x; | no array that is known | = x",
                "bool b_1; | bool b_1, x; | x is declared twice | bool",
                "bool b_1; | thing b_1; | no type | thing",
                "float16 v16f_1; | float16 v16f_1, x_float; | x_float is declared twice | ~~",
                "void small( | void other( | a kernel of another name | void",
                "int *_atomics | int *atomics | other arguments before | void",
                "uchar *y) | float *y) | an argument of another kind | void",
                "#pragma OPENCL | #define OPENCL | neither a pragma nor a kernel | #define",
            })
    void whatIsNotUnderstoodIsRefused(String sound, String planted, String why, String at) {
        String in = planted.replace("NEXT", "\n").replace("TAB", "\t");
        String changed = SOURCE.replace(sound.replace("NEXT", "\n"), in);
        assertFalse(changed.equals(SOURCE), sound);
        FormException refused = assertThrows(FormException.class, () -> IndexedAccesses.of("small", changed));
        int line = changed.substring(0, at.isEmpty() ? changed.length() : changed.lastIndexOf(at))
                .split("\n", -1)
                .length;
        assertTrue(refused.getMessage().startsWith("kernel small, line " + line + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
