package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.plan.family.Kernel;

/** The shipped library against the Java sources beside it: captured code cannot drift from the kernels. */
final class LibraryTest {

    private static final JavaSources SOURCES = JavaSources.in(JavaSourcesTest.SOURCES);

    @Test
    void everyKernelIsShipped() {
        assertEquals(EnumSet.allOf(Kernel.class), Library.shipped().kernels().keySet());
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void theShippedCodeIsThatOfTheSources(Kernel kernel) {
        assertEquals(
                SOURCES.hash(kernel),
                Library.shipped().source(kernel).javaHash(),
                () -> kernel.method() + " was captured from other Java sources: run ./riffle capture");
    }
}
