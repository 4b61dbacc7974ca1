package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.plan.family.Kernel;

/** Buffers that share memory overwrite each other's headers: no captured kernel may look at one. */
final class HeadersTest {

    private static final Pattern ARRAY = Pattern.compile("(ul_\\d+)\\s+=\\s+\\(ulong\\) \\w+;");

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void noKernelReadsWhatStandsBeforeTheElements(Kernel kernel) {
        String opencl = Library.shipped().source(kernel).opencl();
        List<String> arrays = new ArrayList<>();
        Matcher matcher = ARRAY.matcher(opencl);
        while (matcher.find()) {
            arrays.add(matcher.group(1));
        }
        assertFalse(arrays.isEmpty(), opencl);
        for (String array : arrays) {
            assertFalse(
                    Pattern.compile("\\*\\) " + array + "\\)").matcher(opencl).find(), array);
            Matcher offset = Pattern.compile("\\b" + array + " \\+ (\\d+)L?;").matcher(opencl);
            while (offset.find()) {
                assertTrue(Long.parseLong(offset.group(1)) >= CallingConvention.HEADER_BYTES, offset.group());
            }
        }
    }
}
