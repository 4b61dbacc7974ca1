package riffle.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.KernelSet;
import riffle.faults.Fault.Mistake;
import riffle.faults.Planting.Fate;
import riffle.faults.Planting.Planted;
import riffle.faults.Runs.Target;
import riffle.plan.family.Kernel;
import riffle.replay.ChangedKernel;

/** What plants faults in kernels says what becomes of them. */
class PlantingTest {

    private static final String SOURCE = """
              ul_0  =  (ulong) shape;
              ul_1  =  (ulong) x;
              ul_2  =  (ulong) residual;
              ul_3  =  ul_0 + 52L;
              i_4  =  *((__global int *) ul_3);
              b_5  =  i_4 < 16;
              if(b_5)
              {
                l_6  =  (long) i_4;
              }  // B0
              else
              {
                i_7  =  i_4 / i_8;
              }  // B0
              ul_9  =  ul_2 + l_6;
              f_10  =  *((__global float *) ul_9);
              v4f_11  =  (float4)(f_10, f_10, f_10, f_10);
              v4f_12  =  v4f_13 * v4f_14;
              v4f_15  =  v4f_16 + v4f_12;
              v4f_17  =  v4f_15 + v4f_11;
              f_18  =  fmax(v4f_17.s1, f_19);
              f_20  =  fmin(v4f_17.s1, v4f_21.s1);
            """;

    private static final Pattern PROOF = Pattern.compile("- (\\w+): `([^`]+)` becomes");

    @TempDir
    private Path folder;

    @Test
    void faultsLieWhereTheyCanBeSeen() {
        Captured source = new Captured(Kernel.POINTWISE_CONV_ADD, SOURCE);
        assertEquals(Set.of("residual"), source.origins("v4f_11"));
        assertEquals(
                List.of(
                        Mistake.COMPARISON,
                        Mistake.INDEX,
                        Mistake.INDEX,
                        Mistake.TAP,
                        Mistake.RESIDUAL,
                        Mistake.RELU,
                        Mistake.BORDER),
                kinds(source, 8));
        assertEquals(
                List.of(Mistake.COMPARISON, Mistake.GROUP, Mistake.TAP, Mistake.RESIDUAL, Mistake.RELU, Mistake.BORDER),
                kinds(source, 16));
        Fault residual = FaultFinder.of(source, 16).get(3);
        assertTrue(residual.planted(source).contains("  v4f_17  =  v4f_15;\n"));
        assertEquals("pointwiseConvAdd: `v4f_17  =  v4f_15 + v4f_11;` becomes `v4f_17  =  v4f_15;`", residual.key());
    }

    private static List<Mistake> kinds(Captured source, int lanes) {
        return FaultFinder.of(source, lanes).stream().map(Fault::kind).toList();
    }

    @Test
    void eachFateIsTold() {
        ChangedKernel kernels = new ChangedKernel();
        Captured source = new Captured(Kernel.SOFTMAX, kernels.shipped(Kernel.SOFTMAX));
        try (FaultWorkerProcess worker = new FaultWorkerProcess(folder)) {
            Planting planting = new Planting(new Target(KernelSet.NARROW, Kernel.SOFTMAX, 0), source, worker);
            int end = source.lines().indexOf("  return;");
            assertEquals(
                    Fate.SURVIVED, plant(planting, source, end, "  return;").fate());
            assertEquals(
                    Fate.UNBUILT,
                    plant(planting, source, end, "  nothing of the kind").fate());
            Planted crash = plant(planting, source, end, "  *((__global float *) (ul_1 + (1L << 44))) = 0.0F;");
            assertEquals(Fate.CAUGHT, crash.fate());
            assertTrue(crash.detail().endsWith("the process crashed"), crash::detail);
            Planted wrong = plant(planting, source, end, "  *((__global float *) ((ulong) y + 16L)) = 7.0F;");
            assertEquals(Fate.CAUGHT, wrong.fate());
            assertTrue(wrong.detail().contains("7.0 instead of"), wrong::detail);
            int after = source.lines().indexOf("}  //  kernel");
            assertEquals(Fate.UNREACHED, plant(planting, source, after, "}").fate());
        }
    }

    /** A kernel captured anew has other names of values: what was proven of its lines is then to be read again. */
    @Test
    void proofsAreOfLinesThatTheLibraryHas() throws IOException {
        ChangedKernel kernels = new ChangedKernel();
        List<MatchResult> proofs =
                PROOF.matcher(Files.readString(PlantedFaults.PROOFS)).results().toList();
        assertTrue(proofs.size() > 3, () -> proofs.size() + " proofs in " + PlantedFaults.PROOFS);
        for (MatchResult proof : proofs) {
            Kernel kernel = Arrays.stream(Kernel.values())
                    .filter(some -> some.method().equals(proof.group(1)))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                    kernels.shipped(kernel)
                            .lines()
                            .anyMatch(line -> line.strip().equals(proof.group(2))),
                    proof::group);
        }
    }

    private static Planted plant(Planting planting, Captured source, int line, String after) {
        return planting.plant(
                new Fault(Mistake.NOTHING, source.kernel(), line, source.lines().get(line), after));
    }
}
